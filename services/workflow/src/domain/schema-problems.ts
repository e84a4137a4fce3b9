import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { validate } from '@serverlessworkflow/sdk';
import { type Task } from './document.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { type TaskKind } from './task-kinds.ts';

const stubTask = { set: { checked: 'apart' } };
const stub = [{ task: stubTask }];

type Checkable = Parameters<typeof validate>[0];

const typeOf: Record<TaskKind, Checkable> = {
  call: 'CallFunction',
  do: 'DoTask',
  emit: 'EmitTask',
  for: 'ForTask',
  fork: 'ForkTask',
  listen: 'ListenTask',
  raise: 'RaiseTask',
  run: 'RunTask',
  set: 'SetTask',
  switch: 'SwitchTask',
  try: 'TryTask',
  wait: 'WaitTask',
};

/**
 * documentProblems checks everything of a document but its tasks against the official schema. Tasks are
 * checked one by one (taskProblems): in one piece, a task nested 20 deep takes the schema ten seconds,
 * because every level is tried as every kind, and its messages name every kind but the one that was meant.
 */
export function documentProblems(document: JsonObject): FieldError[] {
  const copy: JsonObject = { ...document };
  if (Array.isArray(copy['do'])) copy['do'] = stub;
  if (isObject(copy['use'])) copy['use'] = withoutTasks(copy['use']);
  return check('Workflow', copy, '');
}

function withoutTasks(use: JsonObject): JsonObject {
  const { functions, extensions } = use;
  const copy = { ...use };
  if (isObject(functions))
    copy['functions'] = Object.fromEntries(Object.keys(functions).map(name => [name, stubTask]));
  if (Array.isArray(extensions))
    copy['extensions'] = extensions.map(entry =>
      isObject(entry)
        ? Object.fromEntries(Object.entries(entry).map(([name, each]) => [name, withoutLists(each)]))
        : entry,
    );
  return copy;
}

function withoutLists(extension: Json): Json {
  if (!isObject(extension)) return extension;
  const copy = { ...extension };
  for (const list of ['before', 'after']) if (Array.isArray(copy[list])) copy[list] = stub;
  return copy;
}

/** taskProblems checks one task against the official schema of its kind, its nested lists left out. */
export function taskProblems(kind: TaskKind, task: Task, path: string): FieldError[] {
  if (kind !== 'call') return check(typeOf[kind], withoutNested(task), path);
  const type = callTypes[typeof task['call'] === 'string' ? task['call'] : ''];
  return check(type ?? 'CallFunction', task, path);
}

const callTypes: Record<string, Checkable | undefined> = {
  http: 'CallHTTP',
  openapi: 'CallOpenAPI',
  grpc: 'CallGRPC',
  asyncapi: 'CallAsyncAPI',
  mcp: 'CallMCP',
};

function withoutNested(task: Task): Task {
  const copy: Task = { ...task };
  if (Array.isArray(copy['do'])) copy['do'] = stub;
  if (Array.isArray(copy['try'])) copy['try'] = stub;
  for (const [member, list] of [
    ['catch', 'do'],
    ['fork', 'branches'],
    ['foreach', 'do'],
  ] as const) {
    const holder = copy[member];
    if (isObject(holder) && Array.isArray(holder[list])) copy[member] = { ...holder, [list]: stub };
  }
  if (isObject(copy['run'])) copy['run'] = withListedArguments(copy['run']);
  return copy;
}

/** The SDK takes lists of arguments only, the specification's own examples have objects as well. */
function withListedArguments(run: JsonObject): JsonObject {
  const { script } = run;
  if (!isObject(script) || !isObject(script['arguments'])) return run;
  return { ...run, script: { ...script, arguments: [] } };
}

function check(type: Checkable, value: JsonObject, path: string): FieldError[] {
  try {
    validate(type, value as never);
    return [];
  } catch (error) {
    const problems = readMessage(error instanceof Error ? error.message : String(error), path);
    return problems.length > 0 ? problems : [{ path, message: 'is not valid' }];
  }
}

/** The SDK throws one text with a line per problem: `- /instance/path | #/schema/path | message | params`. */
function readMessage(text: string, path: string): FieldError[] {
  const problems = new Map<string, FieldError>();
  for (const line of text.split('\n')) {
    const match = /^- (\S*) \| \S* \| (.*) \| (\{.*\})$/.exec(line);
    if (!match) continue;
    const [, pointer = '', message = '', params = '{}'] = match;
    if (message.startsWith('must match exactly one schema')) continue;
    const at = path + pointer;
    const name = JSON.parse(params) as { unevaluatedProperty?: string; additionalProperty?: string };
    const extra = name.unevaluatedProperty ?? name.additionalProperty;
    const problem = {
      path: at,
      message: extra === undefined ? message : `must not have the member '${extra}'`,
    };
    problems.set(`${problem.path} ${problem.message}`, problem);
  }
  return [...problems.values()];
}
