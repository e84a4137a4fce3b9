import { type Log } from '@neighbourhood/shared/call/call';
import { consume, inputOf } from '../domain/event-consumption.ts';
import { type Evaluate } from '../domain/event-filter.ts';
import { evaluate, type Expressions } from '../domain/expression.ts';
import { type ScheduleRepository } from '../domain/schedule-repository.ts';
import { type Trigger, triggerOf } from '../domain/schedule.ts';
import { type EventRepository } from '../domain/tenant-event.ts';
import { type StartScheduled } from './start-scheduled.ts';

interface Deps {
  schedules: ScheduleRepository;
  events: EventRepository;
  expressions: Expressions;
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

/**
 * createRunTriggers lets each trigger look at the events of its workspace in order, from where it stands. Its runs are
 * stored before its new place is; who comes to the same event again comes to the same runs.
 */
export function createRunTriggers({ schedules, events, expressions, start, log }: Deps): RunTriggers {
  /** An expression that fails is an event that does not pass; whoever wonders finds why here. */
  const evaluateFor =
    ({ workspaceId, workflowId }: Trigger): Evaluate =>
    (expression, input) =>
      evaluate(expressions, expression, input, () => undefined).catch((err: unknown) => {
        log.info({ err, workspaceId, workflowId }, 'an expression of a trigger failed');
        throw err;
      });

  /** Looks at the next events; false when there are no more. Whoever was overtaken looks again. */
  async function step(trigger: Trigger): Promise<boolean> {
    const { workspaceId, workflowId, cursor, types, spec } = trigger;
    const newest = await events.newest(workspaceId);
    const received = await events.after(workspaceId, cursor, types, batch);
    const strategy = triggerOf(spec);
    const run = evaluateFor(trigger);
    let { open } = trigger;
    for (const { position, event } of received) {
      const led = await consume(strategy, open, event, run);
      ({ open } = led);
      if (led.starts) await start(trigger, `event:${position}`, inputOf(led.starts));
      if (led.dropped > 0)
        log.warn(
          { workspaceId, workflowId },
          'a trigger waits for too many groups of events; the oldest is gone',
        );
    }
    const last = received.at(-1)?.position ?? cursor;
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
