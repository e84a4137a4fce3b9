import { type Task } from '../document.ts';
import { type CallResult } from '../effects.ts';
import { type Json } from '../json.ts';
import { type Effect, type OpenLeaf } from '../run-state.ts';
import { kindOf } from '../task-kinds.ts';
import { fault } from '../workflow-error.ts';
import { type Machine, type Ports } from './machine.ts';
import { outputOf } from './processes.ts';

/** Landing is what an effect came to. */
export type Landing =
  | { kind: 'output'; output: Json; authorization?: Json }
  /** The connection of an action was found out; the action itself is next. */
  | { kind: 'connected'; connectionId: string }
  /** A channel was found whose messages are waited for. */
  | { kind: 'subscribed'; channel: string }
  /** A child was started and is waited for. */
  | { kind: 'child'; executionId: string };

/** perform asks the world for an effect. Rejects with WorkflowFault or TryAgainLater. */
export async function perform(ports: Ports, open: OpenLeaf, signal: AbortSignal): Promise<Landing> {
  const { effect } = open;
  if (!effect) throw new Error('only effects are performed');
  switch (effect.kind) {
    case 'action':
      if (effect.call.connectionId === undefined)
        return { kind: 'connected', connectionId: await ports.actions.connect(effect.call, signal) };
      return { kind: 'output', output: await ports.actions.perform(effect.call, signal) };
    case 'call':
      return subscribedOr(await ports.calls.perform(effect.call, signal));
    case 'emit':
      await ports.events.emit(effect.event);
      return { kind: 'output', output: effect.event as Json };
    case 'script':
      return { kind: 'output', output: await runScript(ports, open, effect, signal) };
    case 'child': {
      const executionId = await ports.children.start(effect.child);
      return effect.await ? { kind: 'child', executionId } : { kind: 'output', output: open.input };
    }
  }
}

function subscribedOr({ channel, ...result }: CallResult): Landing {
  return channel === undefined ? { kind: 'output', ...result } : { kind: 'subscribed', channel };
}

/** A script that nobody waits for is carried out all the same, and what becomes of it is not asked. */
async function runScript(
  ports: Ports,
  open: OpenLeaf,
  { script, returns, await: awaited }: Extract<Effect, { kind: 'script' }>,
  signal: AbortSignal,
): Promise<Json> {
  if (!awaited) {
    await ports.scripts.run(script, signal).catch(() => undefined);
    return open.input;
  }
  const result = await ports.scripts.run(script, signal);
  if (result.code !== 0 && returns === 'stdout')
    throw fault('runtime', `The script ended with code ${result.code}: ${result.stderr.slice(0, 500)}`);
  return outputOf(result, returns);
}

/** isQuestion tells effects that change nothing: asking again is harmless, and needs no checkpoint. */
export function isQuestion({ effect }: OpenLeaf): boolean {
  return effect?.kind === 'action' && effect.call.connectionId === undefined;
}

const storedAnyway = new Set(['call', 'emit', 'run']);

/** wantsSave tells whether there is something to store before a task; before effects there is a checkpoint in any case. */
export function wantsSave({ precious, unsaved, ports }: Machine, next: Task): boolean {
  const kind = kindOf(next) ?? 'do';
  return unsaved.size >= ports.limits.unsaved || (precious && !storedAnyway.has(kind));
}
