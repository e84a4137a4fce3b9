import { createHash } from 'node:crypto';
import { type Task } from '../document.ts';
import { protocols } from '../effects.ts';
import { escapeUriValues } from '../escape-uri-values.ts';
import { evaluateTemplate } from '../expression.ts';
import { parseActionReference } from '../function-reference.ts';
import { isObject, type Json } from '../json.ts';
import { type Effect, type OpenTask } from '../run-state.ts';
import { type TenantEvent } from '../tenant-event.ts';
import { fault } from '../workflow-error.ts';
import { frameOf, keyOf, type Machine, record } from './machine.ts';
import { member, scopeOf, textOf } from './scope.ts';

/** idempotencyKeyOf is the key under which a task's effect happens: the same for every attempt and every replay. */
export function idempotencyKeyOf(machine: Machine, open: OpenTask): string {
  const { reference, iteration } = open;
  const place = createHash('sha256').update(`${reference}\n${iteration}`).digest('hex').slice(0, 32);
  return `${machine.run.executionId}:${place}`;
}

/** openEmit evaluates the event that a task emits. */
export async function openEmit(machine: Machine, task: Task, open: OpenTask): Promise<void> {
  const template = member(member(task['emit'], 'event'), 'with') ?? {};
  const given = await evaluated(machine, template, open);
  const attributes = isObject(given) ? given : {};
  const event = {
    specversion: '1.0',
    id: idempotencyKeyOf(machine, open),
    time: machine.ports.now().toISOString(),
    ...attributes,
  } as TenantEvent;
  begin(machine, open, { kind: 'emit', event });
}

/** openCall evaluates a call once and for all, or begins the function that it names. */
export async function openCall(machine: Machine, task: Task, open: OpenTask): Promise<void> {
  const name = textOf(task['call'], '');
  const idempotencyKey = idempotencyKeyOf(machine, open);
  const protocol = protocols.find(each => each === name);
  if (protocol) {
    const written = withPolicies(machine, task['with']);
    const values = await evaluated(machine, written, open);
    // What an expression gives is no template any more: braces in it are not filled from the input.
    const given = isObject(written) && isObject(values) ? escapeUriValues(written, values) : {};
    const call = { protocol, with: given, input: open.input, idempotencyKey };
    begin(machine, open, { kind: 'call', call });
    return;
  }
  const given = await evaluated(machine, task['with'] ?? {}, open);
  const action = parseActionReference(name);
  if (action) {
    begin(machine, open, { kind: 'action', call: { ...action, input: given, idempotencyKey } });
    return;
  }
  openFunction(machine, open, name, given);
}

/** begin makes a task with an effect the thread's open one. */
export function begin(machine: Machine, open: OpenTask, effect: Effect): void {
  machine.thread.open = { ...open, attempt: 1, effect };
  machine.fresh.add(keyOf(open));
}

/** A function of `use.functions` is a task, carried out in place of the call with the call's arguments as its input. */
function openFunction(machine: Machine, open: OpenTask, name: string, input: Json): void {
  const functions = member(machine.run.document['use'], 'functions');
  const index = Object.keys(isObject(functions) ? functions : {}).indexOf(name);
  if (index < 0) throw fault('configuration', `There is no function '${name}'`);
  record(machine, open, 'running');
  machine.thread.data = input;
  machine.thread.frames.push({
    ...frameOf('/use/functions', open.iteration, open),
    reference: open.reference,
    next: index,
    end: index + 1,
    role: 'function',
  });
}

function evaluated(machine: Machine, template: Json, open: OpenTask): Promise<Json> {
  return evaluateTemplate(machine.ports.expressions, template, open.input, scopeOf(machine, open));
}

/** Members that are the author's own data, in which nothing is looked for. */
const free = new Set(['body', 'headers', 'query', 'parameters', 'arguments', 'message', 'subscription']);

/** withPolicies writes out the authentication policies that a call names, wherever they stand. */
function withPolicies(machine: Machine, value: Json | undefined): Json {
  if (!isObject(value)) return value ?? {};
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      if (name === 'authentication') return [name, policyOf(machine, part)];
      return [name, free.has(name) ? part : withPolicies(machine, part)];
    }),
  );
}

/** policyOf is an authentication policy: the one that is named, and with what its secret holds. */
function policyOf(machine: Machine, given: Json): Json {
  const name = typeof given === 'string' ? given : member(given, 'use');
  const policy =
    typeof name === 'string' ? member(member(machine.run.document['use'], 'authentications'), name) : given;
  if (!isObject(policy)) throw fault('configuration', `There is no authentication '${textOf(name, '')}'`);
  return Object.fromEntries(
    Object.entries(policy).map(([scheme, settings]) => {
      const secret = member(settings, 'use');
      return [scheme, typeof secret === 'string' ? `\${ $secrets[${JSON.stringify(secret)}] }` : settings];
    }),
  );
}
