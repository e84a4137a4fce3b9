import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { authenticationRules } from './authentication-rules.ts';
import { dataRules } from './data-rules.ts';
import { type Document, entryOf, pointerStep } from './document.ts';
import { documentRules, type SchemaPlace } from './document-rules.ts';
import { type Expressions, jqProgram } from './expression.ts';
import { strategyRules } from './listen-rules.ts';
import { type Schemas } from './interpreter/machine.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { type DocumentLimits } from './parse-document.ts';
import { documentProblems, taskProblems } from './schema-problems.ts';
import { createFinder, type ExpressionPlace, type Scope, type TaskRules } from './rule-finder.ts';
import { kindOf, taskKinds } from './task-kinds.ts';
import { taskRules } from './task-rules.ts';

/** DocumentChecks is what a document is checked with. */
export interface DocumentChecks {
  expressions: Expressions;
  schemas: Schemas;
  limits: DocumentLimits;
}

/**
 * validateDocument checks a document against the official schema, and then against what this runtime asks
 * beyond it: whatever it does not do is refused, names stand for something, `then` names a task of the same list,
 * durations are readable, every expression compiles with the variables in its scope.
 */
export async function validateDocument(
  document: JsonObject,
  { expressions, schemas, limits }: DocumentChecks,
): Promise<FieldError[]> {
  const walk: Walk = {
    tasks: 0,
    limits,
    document,
    problems: [...documentProblems(document), ...documentRules(document)],
    places: [],
    schemas: [],
  };
  visitOwn(walk);
  if (Array.isArray(document['do'])) visitList(walk, document['do'], '/do', { variables: [] });
  const { problems } = walk;
  if (walk.tasks > limits.maxTasks) {
    problems.push({
      path: '/do',
      message: `has ${walk.tasks} tasks; a workflow may have ${limits.maxTasks}`,
    });
    return problems;
  }
  if (problems.length > 0) return problems;
  return [
    ...secretProblems(walk),
    ...(await schemaProblems(walk.schemas, schemas)),
    ...(await expressionProblems(walk.places, expressions)),
  ];
}

/** The document's own data flow, timeouts, and what `use` defines. */
function visitOwn(walk: Walk): void {
  const { document } = walk;
  const find = createFinder({ variables: [] }, document);
  dataRules(document, '', find);
  find.timeout(document['timeout'], '/timeout');
  const { schedule } = document;
  if (isObject(schedule)) strategyRules(schedule['on'], '/schedule/on', find);
  const use = isObject(document['use']) ? document['use'] : {};
  for (const [name, timeout] of members(use['timeouts']))
    find.timeout(timeout, find.step('/use/timeouts', name));
  for (const [name, policy] of members(use['authentications'])) {
    const at = find.step('/use/authentications', name);
    find.template(policy, at);
    find.found.problems.push(...authenticationRules(policy, at));
  }
  for (const [name, task] of members(use['functions']))
    visitTask(walk, task as JsonObject, find.step('/use/functions', name), { variables: [] });
  for (const [index, entry] of (Array.isArray(use['extensions']) ? use['extensions'] : []).entries()) {
    for (const [name, extension] of members(entry)) {
      if (!isObject(extension)) continue;
      const at = find.step(`/use/extensions/${index}`, name);
      find.bare(extension['when'], `${at}/when`);
      if (extension['before'] !== undefined) find.list(extension['before'], `${at}/before`);
      if (extension['after'] !== undefined) find.list(extension['after'], `${at}/after`);
    }
  }
  take(walk, find.found);
}

function members(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

function take(walk: Walk, { problems, expressions, schemas, lists }: TaskRules): void {
  walk.problems.push(...problems);
  walk.places.push(...expressions);
  walk.schemas.push(...schemas);
  for (const { list, path, scope } of lists) visitList(walk, list, path, scope);
}

const secretName = /\$secrets(?:\.([A-Za-z_]\w*)|\[\s*"([^"\\]+)"\s*\])/g;

/** Secrets that expressions and policies name must be named in `use.secrets`, so that all of them can be had. */
function secretProblems({ document, places }: Walk): FieldError[] {
  const use = isObject(document['use']) ? document['use'] : {};
  const declared = new Set(Array.isArray(use['secrets']) ? use['secrets'] : []);
  const problems: FieldError[] = [];
  for (const { path, expression } of places) {
    for (const [, short, long] of expression.matchAll(secretName)) {
      const name = short ?? long ?? '';
      if (!declared.has(name))
        problems.push({ path, message: `names the secret '${name}', which use.secrets does not list` });
    }
  }
  return problems;
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
    walk.problems.push({ path, message: `must be a task: ${taskKinds.join(', ')}` });
    return;
  }
  const found = taskProblems(kind, task, path);
  walk.problems.push(...found);
  if (found.length === 0) take(walk, taskRules(kind, task, path, scope, walk.document));
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

const alwaysInScope = [
  'context',
  'input',
  'output',
  'task',
  'workflow',
  'runtime',
  'secrets',
  'authorization',
];
