import { longestDuration, toMilliseconds } from '../duration.ts';
import { evaluate, expressionIn } from '../expression.ts';
import { type Json } from '../json.ts';
import { type OpenTask } from '../run-state.ts';
import { fault } from '../workflow-error.ts';
import { type Machine } from './machine.ts';
import { member, named, scopeOf } from './scope.ts';

/** durationOf reads a duration, by expression too, in milliseconds; a year at most. Fails with a configuration error. */
export async function durationOf(
  machine: Machine,
  duration: Json | undefined,
  open?: OpenTask,
): Promise<number> {
  const expression = typeof duration === 'string' ? expressionIn(duration) : undefined;
  const value =
    expression === undefined
      ? duration
      : await evaluate(
          machine.ports.expressions,
          expression,
          open?.input ?? machine.thread.data,
          scopeOf(machine, open),
        );
  const milliseconds = toMilliseconds(value);
  if (milliseconds === undefined) throw fault('configuration', 'This is not a duration');
  return Math.min(milliseconds, longestDuration);
}

/** deadlineOf is when a `timeout` that begins now is over; undefined without one. RFC 3339 UTC. */
export async function deadlineOf(
  machine: Machine,
  timeout: Json | undefined,
  open?: OpenTask,
): Promise<string | undefined> {
  if (timeout === undefined) return undefined;
  const after = member(named(machine, 'timeouts', timeout), 'after');
  return later(machine, await durationOf(machine, after, open));
}

/** later is the time so many milliseconds from now. RFC 3339 UTC. */
export function later(machine: Machine, milliseconds: number): string {
  return new Date(machine.ports.now().getTime() + milliseconds).toISOString();
}
