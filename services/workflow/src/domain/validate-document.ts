import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { type Document, entryOf, pointerStep } from './document.ts';
import { documentRules, type SchemaPlace, schemasIn } from './document-rules.ts';
import { bareExpression, type Expressions, expressionsIn, jqProgram } from './expression.ts';
import { type Schemas } from './interpreter/machine.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { type DocumentLimits } from './parse-document.ts';
import { documentProblems, taskProblems } from './schema-problems.ts';
import { type ExpressionPlace, type Scope, taskRules } from './task-rules.ts';
import { isExecutable, kindOf } from './task-kinds.ts';

/** DocumentChecks is what a document is checked with. */
export interface DocumentChecks {
  expressions: Expressions;
  schemas: Schemas;
  limits: DocumentLimits;
}

/**
 * validateDocument checks a document against the official schema, and then against what this runtime asks
 * beyond it: every kind of task is executable, `then` names a task of the same list, calls have the form of
 * a catalogue action, durations are readable, every expression compiles with the variables in its scope.
 */
export async function validateDocument(
  document: JsonObject,
  { expressions, schemas, limits }: DocumentChecks,
): Promise<FieldError[]> {
  const problems = [...documentProblems(document), ...documentRules(document)];
  const walk: Walk = {
    tasks: 0,
    limits,
    document,
    problems,
    places: ownPlaces(document),
    schemas: ownSchemas(document),
  };
  if (Array.isArray(document['do'])) visitList(walk, document['do'], '/do', { variables: [] });
  if (walk.tasks > limits.maxTasks) {
    problems.push({
      path: '/do',
      message: `has ${walk.tasks} tasks; a workflow may have ${limits.maxTasks}`,
    });
    return problems;
  }
  if (problems.length > 0) return problems;
  return [
    ...(await schemaProblems(walk.schemas, schemas)),
    ...(await expressionProblems(walk.places, expressions)),
  ];
}

function ownPlaces(document: JsonObject): ExpressionPlace[] {
  return (
    [
      ['input', 'from'],
      ['output', 'as'],
    ] as const
  ).flatMap(([name, key]) => {
    const holder = document[name];
    const value = isObject(holder) ? holder[key] : undefined;
    const path = `/${name}/${key}`;
    if (typeof value === 'string') return [{ path, expression: bareExpression(value), variables: [] }];
    return expressionsIn(value ?? null, path).map(each => ({ ...each, variables: [] }));
  });
}

function ownSchemas(document: JsonObject): SchemaPlace[] {
  return ['input', 'output'].flatMap(name => schemasIn(document[name], `/${name}`));
}

/** requireValid gives the document as what it was found to be, or fails with WORKFLOW.INVALID, naming each problem's path. */
export function requireValid(document: JsonObject, problems: readonly FieldError[]): Document {
  if (problems.length === 0) return document as Document;
  throw new AppError('invalidArgument', 'WORKFLOW.INVALID', 'The workflow document is not valid.', {
    fields: problems.slice(0, 50),
  });
}

interface Walk {
  tasks: number;
  limits: DocumentLimits;
  document: JsonObject;
  problems: FieldError[];
  places: ExpressionPlace[];
  schemas: SchemaPlace[];
}

function visitList(walk: Walk, list: Json[], path: string, scope: Scope): void {
  if (list.length === 0) walk.problems.push({ path, message: 'must have at least one task' });
  const names = list.map(entry => (isObject(entry) ? (Object.keys(entry)[0] ?? '') : ''));
  for (const [index, entry] of list.entries()) {
    if (!isObject(entry) || Object.keys(entry).length !== 1) {
      walk.problems.push({
        path: `${path}/${index}`,
        message: 'must be an object with one member, the task by its name',
      });
      continue;
    }
    const { name, task } = entryOf(entry as Record<string, JsonObject>);
    const at = `${path}/${index}/${pointerStep(name)}`;
    if (names.indexOf(name) !== index)
      walk.problems.push({ path: at, message: `the name '${name}' stands twice in this list` });
    if (++walk.tasks > walk.limits.maxTasks) continue;
    visitTask(walk, task, at, { ...scope, siblings: names });
  }
}

function visitTask(walk: Walk, task: JsonObject, path: string, scope: Scope): void {
  const kind = isObject(task) ? kindOf(task) : undefined;
  if (kind === undefined) {
    walk.problems.push({ path, message: 'must be a task: call, do, for, raise, set, switch, try or wait' });
    return;
  }
  if (!isExecutable(kind)) {
    walk.problems.push({
      path: `${path}/${kind}`,
      message: `this runtime does not execute '${kind}' tasks yet`,
    });
    return;
  }
  const found = taskProblems(kind, task, path);
  walk.problems.push(...found);
  if (found.length > 0) return;
  const rules = taskRules(kind, task, path, scope, walk.document);
  walk.problems.push(...rules.problems);
  walk.places.push(...rules.expressions);
  walk.schemas.push(...rules.schemas);
  for (const nested of rules.lists) visitList(walk, nested.list, nested.path, nested.scope);
}

async function schemaProblems(places: SchemaPlace[], schemas: Schemas): Promise<FieldError[]> {
  const problems: FieldError[] = [];
  for (const { path, schema } of places) {
    const message = await schemas.check(schema);
    if (message !== undefined) problems.push({ path, message });
  }
  return problems;
}

async function expressionProblems(
  places: ExpressionPlace[],
  expressions: Expressions,
): Promise<FieldError[]> {
  const problems: FieldError[] = [];
  for (const { path, expression, variables } of places) {
    const program = jqProgram(expression);
    const known = new Set([...alwaysInScope, ...variables]);
    const message = await expressions.check({
      ...program,
      variables: program.variables.filter(name => known.has(name)),
    });
    if (message !== undefined) problems.push({ path, message });
    if (problems.length >= 50) break;
  }
  return problems;
}

const alwaysInScope = ['context', 'input', 'output', 'task', 'workflow', 'runtime', 'secrets'];
