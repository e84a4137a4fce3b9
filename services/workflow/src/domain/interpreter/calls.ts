import { createHash } from 'node:crypto';
import { type Task } from '../document.ts';
import { ownData, protocols } from '../effects.ts';
import { escapeUriValues } from '../escape-uri-values.ts';
import { parseActionReference } from '../function-reference.ts';
import { isObject, type Json } from '../json.ts';
import { isCompensation } from '../own-functions.ts';
import { type TaskInstance } from '../rerun.ts';
import { type Effect, type OpenTask } from '../run-state.ts';
import { type TenantEvent } from '../tenant-event.ts';
import { fault } from '../workflow-error.ts';
import { evaluated } from './data-flow.ts';
import { openCompensation } from './compensations.ts';
import { openFunction } from './functions.ts';
import { keyOf, type Machine } from './machine.ts';
import { requireWhole } from './reruns.ts';
import { member, named, textOf } from './scope.ts';

/** idempotencyKeyOf is the key under which a task's effect happens: the same for every attempt and every replay. */
export function idempotencyKeyOf(machine: Machine, open: OpenTask): string {
  return effectKey(machine.run.executionId, open);
}

/** effectKey is the same for a task of a run that is no longer at work. */
export function effectKey(executionId: string, { reference, iteration }: TaskInstance): string {
  const place = createHash('sha256').update(`${reference}\n${iteration}`).digest('hex').slice(0, 32);
  return `${executionId}:${place}`;
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
    const { subscription, ...rest } = isObject(task['with']) ? task['with'] : {};
    const written = withPolicies(machine, rest);
    const values = await evaluated(machine, written, open);
    // What an expression gives is no template any more: braces in it are not filled from the input.
    const given = isObject(written) && isObject(values) ? escapeUriValues(written, values) : {};
    // Its expressions are about messages that are still to come.
    const asked = subscription === undefined ? given : { ...given, subscription };
    const call = { protocol, with: asked, input: open.input, idempotencyKey };
    begin(machine, open, { kind: 'call', call });
    return;
  }
  const given = await evaluated(machine, task['with'] ?? {}, open);
  const action = parseActionReference(name);
  if (action && isCompensation(action)) return openCompensation(machine, task, open);
  if (action) {
    begin(machine, open, { kind: 'action', call: { ...action, input: given, idempotencyKey } });
    return;
  }
  openFunction(machine, open, name, given);
}

/** begin makes a task with an effect the thread's open one. */
export function begin(machine: Machine, open: OpenTask, effect: Effect): void {
  requireWhole(machine, effect);
  machine.thread.open = { ...open, attempt: 1, effect };
  machine.fresh.add(keyOf(open));
}

/** withPolicies writes out the authentication policies that a call names, wherever they stand. */
function withPolicies(machine: Machine, value: Json | undefined): Json {
  if (!isObject(value)) return value ?? {};
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => {
      if (name === 'authentication') return [name, policyOf(machine, part)];
      return [name, ownData.has(name) ? part : withPolicies(machine, part)];
    }),
  );
}

/** policyOf is an authentication policy: the one that is named, and with what its secret holds. */
function policyOf(machine: Machine, given: Json): Json {
  const name = typeof given === 'string' ? given : member(given, 'use');
  const policy = typeof name === 'string' ? named(machine, 'authentications', name) : given;
  if (!isObject(policy)) throw fault('configuration', `There is no authentication '${textOf(name, '')}'`);
  return Object.fromEntries(
    Object.entries(policy).map(([scheme, settings]) => {
      const secret = member(settings, 'use');
      return [scheme, typeof secret === 'string' ? `\${ $secrets[${JSON.stringify(secret)}] }` : settings];
    }),
  );
}
