import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { schemaRules, type SchemaPlace, schemasIn } from './document-rules.ts';
import { longestDuration, toMilliseconds } from './duration.ts';
import { pointerStep, type Task } from './document.ts';
import { bareExpression, expressionIn, expressionsIn } from './expression.ts';
import { actionForm, parseActionReference } from './function-reference.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { type TaskKind } from './task-kinds.ts';

/** Scope is what surrounds a task: the names in its list, and the variables of loops and catches around it. */
export interface Scope {
  siblings?: readonly string[];
  variables: readonly string[];
}

/** ExpressionPlace is one expression of a document, with the extra variables that it may name. */
export interface ExpressionPlace {
  path: string;
  expression: string;
  variables: readonly string[];
}

/** TaskRules is what one task was found to have: problems, expressions and schemas to compile, lists to go into. */
export interface TaskRules {
  problems: FieldError[];
  expressions: ExpressionPlace[];
  schemas: SchemaPlace[];
  lists: { list: Json[]; path: string; scope: Scope }[];
}

/** taskRules is what this runtime asks of one task, beyond the schema, which it already satisfies. */
export function taskRules(
  kind: TaskKind,
  task: Task,
  path: string,
  scope: Scope,
  document: JsonObject,
): TaskRules {
  const found: TaskRules = { problems: [], expressions: [], schemas: [], lists: [] };
  const inside = (extra: string[]) => ({ variables: [...scope.variables, ...extra] });
  const bare = (value: Json | undefined, at: string, variables = scope.variables) => {
    if (typeof value === 'string')
      found.expressions.push({ path: at, expression: bareExpression(value), variables });
  };
  const template = (value: Json | undefined, at: string, variables = scope.variables) => {
    found.expressions.push(...expressionsIn(value ?? null, at).map(each => ({ ...each, variables })));
  };
  if (task['timeout'] !== undefined) {
    found.problems.push({
      path: `${path}/timeout`,
      message: 'this runtime does not carry out timeouts of tasks yet',
    });
  }
  directive(task['then'], `${path}/then`, scope, found);
  bare(task['if'], `${path}/if`);
  for (const [member, key] of [
    ['input', 'from'],
    ['output', 'as'],
    ['export', 'as'],
  ] as const) {
    const holder = task[member];
    found.problems.push(...schemaRules(holder, `${path}/${member}`));
    found.schemas.push(...schemasIn(holder, `${path}/${member}`));
    const value = isObject(holder) ? holder[key] : undefined;
    if (typeof value === 'string') bare(value, `${path}/${member}/${key}`);
    else template(value, `${path}/${member}/${key}`);
  }
  switch (kind) {
    case 'set':
      template(task['set'], `${path}/set`);
      break;
    case 'call':
      call(task, path, found);
      template(task['with'], `${path}/with`);
      break;
    case 'wait':
      duration(task['wait'], `${path}/wait`, found);
      break;
    case 'switch':
      for (const [index, entry] of ((task['switch'] ?? []) as JsonObject[]).entries()) {
        for (const [name, branch] of Object.entries(entry)) {
          const at = `${path}/switch/${index}/${pointerStep(name)}`;
          if (!isObject(branch)) continue;
          bare(branch['when'], `${at}/when`);
          directive(branch['then'], `${at}/then`, scope, found);
        }
      }
      break;
    case 'raise':
      raise(task, path, document, found);
      template(isObject(task['raise']) ? task['raise']['error'] : undefined, `${path}/raise/error`);
      break;
    case 'do':
      found.lists.push({ list: task['do'] as Json[], path: `${path}/do`, scope: inside([]) });
      break;
    case 'for': {
      const loop = task['for'] as JsonObject;
      const own = inside([text(loop['each'], 'item'), text(loop['at'], 'index')]);
      bare(loop['in'], `${path}/for/in`);
      bare(task['while'], `${path}/while`, own.variables);
      found.lists.push({ list: task['do'] as Json[], path: `${path}/do`, scope: own });
      break;
    }
    case 'try': {
      const handler = task['catch'] as JsonObject;
      const own = inside([text(handler['as'], 'error')]);
      bare(handler['when'], `${path}/catch/when`, own.variables);
      bare(handler['exceptWhen'], `${path}/catch/exceptWhen`, own.variables);
      retry(handler['retry'], `${path}/catch/retry`, document, own.variables, found);
      found.lists.push({ list: task['try'] as Json[], path: `${path}/try`, scope: inside([]) });
      if (Array.isArray(handler['do']))
        found.lists.push({ list: handler['do'], path: `${path}/catch/do`, scope: own });
      break;
    }
    default:
      break;
  }
  return found;
}

function text(value: Json | undefined, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function directive(value: Json | undefined, path: string, scope: Scope, found: TaskRules): void {
  if (typeof value !== 'string' || ['continue', 'exit', 'end'].includes(value)) return;
  if (scope.siblings?.includes(value)) return;
  found.problems.push({
    path,
    message: `there is no task '${value}' in this list; then takes continue, exit, end or a task of the same list`,
  });
}

function call(task: Task, path: string, found: TaskRules): void {
  const name = text(task['call'], '');
  if (parseActionReference(name)) return;
  const protocols = ['http', 'grpc', 'openapi', 'asyncapi', 'a2a', 'mcp'];
  const message = protocols.includes(name)
    ? `this runtime does not execute '${name}' calls yet`
    : `must be a provider action in the form ${actionForm}`;
  found.problems.push({ path: `${path}/call`, message });
}

function duration(value: Json | undefined, path: string, found: TaskRules): void {
  if (value === undefined) return;
  const milliseconds = toMilliseconds(value);
  if (typeof value === 'string' && expressionIn(value) !== undefined) {
    found.problems.push({ path, message: 'durations by expression are not supported yet' });
  } else if (milliseconds === undefined) {
    found.problems.push({
      path,
      message: 'must be a duration: an object of days to milliseconds, or ISO 8601 without years and months',
    });
  } else if (milliseconds > longestDuration) {
    found.problems.push({ path, message: 'must not be longer than 366 days' });
  }
}

function raise(task: Task, path: string, document: JsonObject, found: TaskRules): void {
  const error = isObject(task['raise']) ? task['raise']['error'] : undefined;
  if (typeof error === 'string' && !named(document, 'errors', error)) {
    found.problems.push({
      path: `${path}/raise/error`,
      message: `there is no error '${error}' in use.errors`,
    });
  }
}

function retry(
  value: Json | undefined,
  path: string,
  document: JsonObject,
  variables: readonly string[],
  found: TaskRules,
): void {
  const policy = typeof value === 'string' ? named(document, 'retries', value) : value;
  if (typeof value === 'string' && !policy) {
    found.problems.push({ path, message: `there is no retry policy '${value}' in use.retries` });
  }
  if (!isObject(policy)) return;
  for (const member of ['when', 'exceptWhen']) {
    if (typeof policy[member] === 'string') {
      found.expressions.push({
        path: `${path}/${member}`,
        expression: bareExpression(policy[member]),
        variables,
      });
    }
  }
  duration(policy['delay'], `${path}/delay`, found);
  const jitter = isObject(policy['jitter']) ? policy['jitter'] : {};
  duration(jitter['from'], `${path}/jitter/from`, found);
  duration(jitter['to'], `${path}/jitter/to`, found);
  const limit = isObject(policy['limit']) ? policy['limit'] : {};
  duration(limit['duration'], `${path}/limit/duration`, found);
  if (isObject(limit['attempt']) && limit['attempt']['duration'] !== undefined) {
    found.problems.push({
      path: `${path}/limit/attempt/duration`,
      message: 'time limits of an attempt are not supported yet',
    });
  }
}

function named(document: JsonObject, member: string, name: string): Json | undefined {
  const use = isObject(document['use']) ? document['use'] : {};
  const all = isObject(use[member]) ? use[member] : {};
  return Object.hasOwn(all, name) ? all[name] : undefined;
}
