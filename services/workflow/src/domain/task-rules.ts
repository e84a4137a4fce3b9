import { callProblems } from './call-problems.ts';
import { dataRules } from './data-rules.ts';
import { type Task } from './document.ts';
import { isReserved } from './event-rules.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { listenRules } from './listen-rules.ts';
import { compensationOf } from './own-functions.ts';
import { runRules } from './run-rules.ts';
import { createFinder, type Finder, type Scope, type TaskRules } from './rule-finder.ts';
import { type TaskKind } from './task-kinds.ts';

/** taskRules is what this runtime asks of one task, beyond the schema, which it already satisfies. */
export function taskRules(
  kind: TaskKind,
  task: Task,
  path: string,
  scope: Scope,
  document: JsonObject,
): TaskRules {
  const find = createFinder(scope, document);
  find.directive(task['then'], `${path}/then`);
  find.bare(task['if'], `${path}/if`);
  find.timeout(task['timeout'], `${path}/timeout`);
  compensationRules(task, path, find);
  dataRules(task, path, find);
  ofKind[kind](task, path, find);
  return find.found;
}

function compensationRules(task: Task, path: string, find: Finder): void {
  const name = compensationOf(task);
  const at = `${path}/metadata/compensate`;
  if (name !== undefined && typeof name !== 'string') find.refuse(at, 'must be the name of a function');
  find.named('functions', 'function', name, at);
}

type Rule = (task: Task, path: string, find: Finder) => void;

const ofKind: Record<TaskKind, Rule> = {
  set: (task, path, find) => find.template(task['set'], `${path}/set`),
  wait: (task, path, find) => find.duration(task['wait'], `${path}/wait`),
  call: callProblems,
  listen: listenRules,
  run: runRules,
  do: (task, path, find) => find.list(task['do'], `${path}/do`),
  fork: (task, path, find) => find.list((task['fork'] as JsonObject)['branches'], `${path}/fork/branches`),
  emit(task, path, find) {
    const event = isObject(task['emit']) ? task['emit']['event'] : undefined;
    const attributes = isObject(event) ? event['with'] : undefined;
    find.template(attributes, `${path}/emit/event/with`);
    const type = isObject(attributes) ? attributes['type'] : undefined;
    if (typeof type === 'string' && isReserved(type))
      find.refuse(`${path}/emit/event/with/type`, `'${type}' is reserved for the platform's own events`);
  },
  switch(task, path, find) {
    for (const [index, entry] of ((task['switch'] ?? []) as JsonObject[]).entries()) {
      for (const [name, branch] of Object.entries(entry)) {
        const at = find.step(`${path}/switch/${index}`, name);
        if (!isObject(branch)) continue;
        find.bare(branch['when'], `${at}/when`);
        find.directive(branch['then'], `${at}/then`);
      }
    }
  },
  raise(task, path, find) {
    const error = isObject(task['raise']) ? task['raise']['error'] : undefined;
    find.template(error, `${path}/raise/error`);
    find.named('errors', 'error', error, `${path}/raise/error`);
  },
  for(task, path, find) {
    const loop = task['for'] as JsonObject;
    const own = [text(loop['each'], 'item'), text(loop['at'], 'index')];
    find.bare(loop['in'], `${path}/for/in`);
    find.bare(task['while'], `${path}/while`, own);
    find.list(task['do'], `${path}/do`, own);
  },
  try(task, path, find) {
    const handler = task['catch'] as JsonObject;
    const own = [text(handler['as'], 'error')];
    find.bare(handler['when'], `${path}/catch/when`, own);
    find.bare(handler['exceptWhen'], `${path}/catch/exceptWhen`, own);
    retry(handler['retry'], `${path}/catch/retry`, own, find);
    find.list(task['try'], `${path}/try`);
    if (handler['do'] !== undefined) find.list(handler['do'], `${path}/catch/do`, own);
  },
};

function retry(value: Json | undefined, path: string, own: readonly string[], find: Finder): void {
  const policy = find.named('retries', 'retry policy', value, path);
  if (!isObject(policy)) return;
  find.bare(policy['when'], `${path}/when`, own);
  find.bare(policy['exceptWhen'], `${path}/exceptWhen`, own);
  find.duration(policy['delay'], `${path}/delay`);
  const jitter = isObject(policy['jitter']) ? policy['jitter'] : {};
  find.duration(jitter['from'], `${path}/jitter/from`);
  find.duration(jitter['to'], `${path}/jitter/to`);
  const limit = isObject(policy['limit']) ? policy['limit'] : {};
  find.duration(limit['duration'], `${path}/limit/duration`);
  if (isObject(limit['attempt']))
    find.duration(limit['attempt']['duration'], `${path}/limit/attempt/duration`);
}

function text(value: Json | undefined, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
