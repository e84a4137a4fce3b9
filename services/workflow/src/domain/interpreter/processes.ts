import { type Task } from '../document.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { type Effect, type OpenTask, type ProcessReturn } from '../run-state.ts';
import { fault } from '../workflow-error.ts';
import { type ProcessResult } from '../effects.ts';
import { begin, idempotencyKeyOf } from './calls.ts';
import { evaluated } from './data-flow.ts';
import { type Machine } from './machine.ts';
import { childRerun } from './reruns.ts';
import { member, textOf } from './scope.ts';

/** openRun evaluates the script or the workflow that a task runs. */
export async function openRun(machine: Machine, task: Task, open: OpenTask): Promise<void> {
  const { run } = task;
  const awaited = member(run, 'await') !== false;
  const script = member(run, 'script');
  const workflow = member(run, 'workflow');
  if (isObject(script)) {
    const returns = textOf(member(run, 'return'), 'stdout') as ProcessReturn;
    begin(machine, open, {
      kind: 'script',
      script: await scriptOf(machine, script, open),
      returns,
      await: awaited,
    });
    return;
  }
  if (!isObject(workflow)) throw fault('configuration', 'This runtime runs scripts and workflows only');
  const input = await evaluated(machine, workflow['input'] ?? {}, open);
  const rerun = childRerun(machine, open);
  const child = {
    namespace: textOf(workflow['namespace'], machine.run.document.document.namespace),
    name: textOf(workflow['name'], ''),
    version: textOf(workflow['version'], 'latest'),
    input,
    idempotencyKey: idempotencyKeyOf(machine, open),
    ...(rerun ? { rerun } : {}),
  };
  begin(machine, open, { kind: 'child', child, await: awaited });
}

async function scriptOf(machine: Machine, script: JsonObject, open: OpenTask) {
  const { language, code, ...rest } = script;
  const given = await evaluated(machine, rest, open);
  const stdin = member(given, 'stdin');
  const environment = member(given, 'environment');
  const list = member(given, 'arguments') ?? [];
  const made: Extract<Effect, { kind: 'script' }>['script'] = {
    language: textOf(language, ''),
    code: textOf(code, ''),
    arguments: Array.isArray(list) || isObject(list) ? list : [list],
    environment: Object.fromEntries(
      Object.entries(isObject(environment) ? environment : {}).map(([name, value]) => [name, asText(value)]),
    ),
  };
  return stdin === undefined ? made : { ...made, stdin: asText(stdin) };
}

/** outputOf is what a process gives its task, by the task's `return`; what a script returned stands for its stdout. */
export function outputOf({ code, stdout, stderr, value }: ProcessResult, returns: ProcessReturn): Json {
  switch (returns) {
    case 'stdout':
      return value === undefined ? stdout : value;
    case 'stderr':
      return stderr;
    case 'code':
      return code;
    case 'all':
      return { code, stdout, stderr };
    case 'none':
      return null;
  }
}

function asText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
