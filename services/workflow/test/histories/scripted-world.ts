import { createHash } from 'node:crypto';
import { setImmediate as soon } from 'node:timers/promises';
import { NeedsConnection, type Ports, TryAgainLater } from '../../src/domain/interpreter/machine.ts';
import { type Json } from '../../src/domain/json.ts';
import { type Effect } from '../../src/domain/run-state.ts';
import { fault } from '../../src/domain/workflow-error.ts';
import { type Moment, type Script } from './history.ts';

/** labelOf names an effect for who scripts its answers. */
export function labelOf(effect: Effect): string {
  switch (effect.kind) {
    case 'action':
      return effect.call.action;
    case 'call': {
      const { endpoint, operation } = effect.call.with as { endpoint?: { uri?: string }; operation?: string };
      return endpoint?.uri ?? operation ?? '';
    }
    case 'emit':
      return effect.event.type;
    case 'script':
      return effect.script.code;
    case 'child':
      return effect.child.name;
  }
}

/** keyOfEffect is what tells the world that it was asked for the same before; scripts have nothing but themselves. */
export function keyOfEffect(effect: Effect): string {
  switch (effect.kind) {
    case 'action':
    case 'call':
      return effect.call.idempotencyKey;
    case 'emit':
      return effect.event.id;
    case 'script':
      return createHash('sha256').update(JSON.stringify(effect.script)).digest('hex').slice(0, 16);
    case 'child':
      return effect.child.idempotencyKey;
  }
}

/** ScriptedWorld answers as its script says; whoever goes on from a moment finds it as it was then. */
export interface ScriptedWorld {
  ports: Pick<Ports, 'actions' | 'calls' | 'scripts' | 'children' | 'now'> & {
    events: Ports['events'];
  };
  /** How far it is. */
  at(): Pick<Moment, 'now' | 'heard' | 'ended' | 'answered'>;
  /** Brings about what a run waits for: an event, the end of a child, a time. */
  goOn(wait: { until?: Date; events?: unknown; children?: readonly string[] }): void;
}

/** createScriptedWorld makes the world of one run; `asked` hears of every effect before it is answered. */
export function createScriptedWorld(
  { events = [], answers = {}, ends = {} }: Script,
  asked: (effect: Effect) => void,
  from: Pick<Moment, 'now' | 'heard' | 'ended' | 'answered'>,
): ScriptedWorld {
  let now = new Date(from.now);
  let { heard } = from;
  const ended = new Set(from.ended);
  const answered = new Map(Object.entries(from.answered));

  async function answer(effect: Effect, signal?: AbortSignal): Promise<Json> {
    asked(effect);
    const label = labelOf(effect);
    const list = answers[label] ?? [{ gives: { label } }];
    const next = list[Math.min(answered.get(label) ?? 0, list.length - 1)];
    if (next && 'hangs' in next) {
      now = new Date(now.getTime() + next.hangs * 1_000);
      return new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    }
    await soon();
    answered.set(label, (answered.get(label) ?? 0) + 1);
    if (next && 'fails' in next) throw fault('communication', next.fails.detail, next.fails.status);
    if (next && 'away' in next) throw new TryAgainLater('nobody is there');
    if (next && 'reconnect' in next)
      throw new NeedsConnection(fault('authentication', 'CONNECTION.NEEDS_REAUTH'), ['connection con_1']);
    return next && 'gives' in next ? next.gives : null;
  }

  return {
    ports: {
      now: () => now,
      actions: {
        connect: async ({ provider }) => `con_${provider}`,
        perform: (call, signal) => answer({ kind: 'action', call }, signal),
      },
      calls: {
        async perform(call, signal) {
          const output = await answer({ kind: 'call', call }, signal);
          const [first = { gives: null }] = answers[labelOf({ kind: 'call', call })] ?? [];
          return { output, ...('channel' in first ? { channel: first.channel } : {}) };
        },
      },
      scripts: {
        run: async (script, signal) => {
          const value = await answer({ kind: 'script', script, returns: 'stdout', await: true }, signal);
          return { code: 0, stdout: '', stderr: '', value };
        },
      },
      children: {
        start: async child => {
          await answer({ kind: 'child', child, await: true });
          return `exe_${child.name}`;
        },
        end: async id => (ended.has(id.slice(4)) ? ends[id.slice(4)] : undefined),
      },
      events: {
        emit: async event => {
          await answer({ kind: 'emit', event });
        },
        after: async (position, types, most) =>
          events
            .slice(0, heard)
            .map((event, index) => ({ position: index + 1, event }))
            .filter(each => each.position > position && (types?.includes(each.event.type) ?? true))
            .slice(0, most),
      },
    },
    at: () => ({
      now: now.toISOString(),
      heard,
      ended: [...ended],
      answered: Object.fromEntries(answered),
    }),
    goOn({ until, events: types, children = [] }) {
      const child = children.map(id => id.slice(4)).find(name => name in ends && !ended.has(name));
      if (types !== undefined && heard < events.length) heard += 1;
      else if (child !== undefined) ended.add(child);
      else if (until && until > now) now = until;
      else throw new Error('this run waits for what never comes');
    },
  };
}
