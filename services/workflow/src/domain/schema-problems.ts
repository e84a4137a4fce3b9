import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { validate } from '@serverlessworkflow/sdk';
import { type Task } from './document.ts';
import { isObject, type JsonObject } from './json.ts';
import { type TaskKind } from './task-kinds.ts';

const stub = [{ task: { set: { checked: 'apart' } } }];

type Checkable = Parameters<typeof validate>[0];

const typeOf: Record<TaskKind, Checkable> = {
  call: 'CallTask',
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
  return check('Workflow', Array.isArray(document['do']) ? { ...document, do: stub } : document, '');
}

/** taskProblems checks one task against the official schema of its kind, its nested lists left out. */
export function taskProblems(kind: TaskKind, task: Task, path: string): FieldError[] {
  return check(kind === 'call' ? callType(task) : typeOf[kind], withoutNested(task), path);
}

function callType(task: Task): Checkable {
  return typeof task['call'] === 'string' && task['call'].includes('@') ? 'CallFunction' : 'CallTask';
}

function withoutNested(task: Task): Task {
  const copy: Task = { ...task };
  if (Array.isArray(copy['do'])) copy['do'] = stub;
  if (Array.isArray(copy['try'])) copy['try'] = stub;
  if (isObject(copy['catch']) && Array.isArray(copy['catch']['do']))
    copy['catch'] = { ...copy['catch'], do: stub };
  return copy;
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
