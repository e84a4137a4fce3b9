import { type Log } from '@neighbourhood/shared/call/call';
import {
  consume,
  type Consumption,
  endUserOf,
  inputOf,
  type OpenGroup,
} from '../domain/event-consumption.ts';
import { type Evaluate } from '../domain/event-filter.ts';
import { evaluate, type Expressions, isUnfinished } from '../domain/expression.ts';
import { type ScheduleRepository } from '../domain/schedule-repository.ts';
import { type Trigger, triggerOf } from '../domain/schedule.ts';
import { type EventRepository, type ReceivedEvent } from '../domain/tenant-event.ts';
import { type StartScheduled } from './start-scheduled.ts';

interface Deps {
  schedules: ScheduleRepository;
  events: EventRepository;
  expressionsOf: (workspaceId: string) => Expressions;
  start: StartScheduled;
  log: Log;
}

/** RunTriggers starts the workflows that wait for events by `schedule.on`. */
export interface RunTriggers {
  /** An event of this type was stored. */
  onEvent(workspaceId: string, type: string): Promise<void>;
  /** Looks for triggers that have not looked at all events, as after a crash. */
  catchUp(): Promise<void>;
}

const batch = 20;
/** How often a trigger tries an event on which its expressions are ended: the machine may have been too busy. */
const mostTries = 3;

/**
 * createRunTriggers lets each trigger look at the events of its workspace in order, from where it stands. Its runs are
 * stored before its new place is; who comes to the same event again comes to the same runs.
 */
export function createRunTriggers({ schedules, events, expressionsOf, start, log }: Deps): RunTriggers {
  /** An expression that fails is an event that does not pass; whoever wonders finds why here. */
  const evaluateFor =
    ({ workspaceId, workflowId }: Trigger): Evaluate =>
    (expression, input) =>
      evaluate(expressionsOf(workspaceId), expression, input, () => undefined).catch((err: unknown) => {
        log.info({ err, workspaceId, workflowId }, 'an expression of a trigger failed');
        throw err;
      });

  /** By trigger: the event that it could not decide on, and how often it tried. */
  const undecided = new Map<string, { position: number; tries: number }>();

  /** What an event leads to; nothing yet when it is to be looked at again. An event is passed over in the end. */
  async function decide(
    trigger: Trigger,
    open: OpenGroup[],
    { position, event }: ReceivedEvent,
  ): Promise<Consumption | undefined> {
    const { workspaceId, workflowId } = trigger;
    try {
      const led = await consume(triggerOf(trigger.spec), open, event, evaluateFor(trigger));
      undecided.delete(workflowId);
      return led;
    } catch (err) {
      if (!isUnfinished(err)) throw err;
      const last = undecided.get(workflowId);
      const tries = last?.position === position ? last.tries + 1 : 1;
      if (tries < mostTries) {
        undecided.set(workflowId, { position, tries });
        return undefined;
      }
      undecided.delete(workflowId);
      log.error(
        { err, workspaceId, workflowId, eventId: event.id },
        'a trigger passes over an event: its expressions do not come to an end on it',
      );
      return { open, dropped: 0 };
    }
  }

  /** Looks at the next events; false when there are no more. Whoever was overtaken looks again. */
  async function step(trigger: Trigger): Promise<boolean> {
    const { workspaceId, workflowId, cursor, types } = trigger;
    const newest = await events.newest(workspaceId);
    const received = await events.after(workspaceId, cursor, types, batch);
    let { open } = trigger;
    let last = cursor;
    for (const each of received) {
      const led = await decide(trigger, open, each);
      if (!led) {
        if (last > cursor) await schedules.advance(trigger, { cursor: last, open });
        return false;
      }
      ({ open } = led);
      last = each.position;
      if (led.starts) await start(trigger, `event:${last}`, inputOf(led.starts), endUserOf(led.starts));
      if (led.dropped > 0)
        log.warn(
          { workspaceId, workflowId },
          'a trigger waits for too many groups of events; the oldest is gone',
        );
    }
    const more = received.length === batch;
    const reached = more ? last : Math.max(newest, last);
    if (reached === cursor) return false;
    const advanced = await schedules.advance(trigger, { cursor: reached, open });
    return more || !advanced;
  }

  async function follow(trigger: Trigger): Promise<void> {
    let at: Trigger | undefined = trigger;
    while (at && (await step(at))) at = await schedules.trigger(trigger.workflowId);
  }

  return {
    async onEvent(workspaceId, type) {
      await Promise.all((await schedules.triggers(workspaceId, type)).map(follow));
    },
    async catchUp() {
      const results = await Promise.allSettled((await schedules.behind(batch)).map(follow));
      for (const result of results)
        if (result.status === 'rejected')
          log.warn({ err: result.reason as unknown }, 'a trigger could not catch up');
    },
  };
}
