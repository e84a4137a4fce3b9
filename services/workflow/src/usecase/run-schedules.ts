import { type Log } from '@neighbourhood/shared/call/call';
import { type ScheduleRepository } from '../domain/schedule-repository.ts';
import { nextDue, type Schedule } from '../domain/schedule.ts';
import { type Clock, type ScheduleJobs } from './ports.ts';
import { type RunTriggers } from './run-triggers.ts';
import { type StartScheduled } from './start-scheduled.ts';

interface Deps {
  schedules: ScheduleRepository;
  scheduleJobs: ScheduleJobs;
  start: StartScheduled;
  runTriggers: RunTriggers;
  now: Clock;
  log: Log;
}

/** RunSchedules starts what is due. The rows decide; the scheduler's jobs only make it punctual. */
export interface RunSchedules {
  /** Gives the scheduler a definition's job, or takes it away; it may fail, and the sweep is later then. */
  announce(workflowId: string): Promise<void>;
  /** A job came due: starts a run unless that was done. */
  fire(workflowId: string, due: Date): Promise<void>;
  /** A run ended: one of `after` is due again when it was the last. It may be forgotten: the sweep finds out. */
  ended(workflowId: string): Promise<void>;
  /** Does what no job did, as when the scheduler lost its data. True when there may be more. */
  sweep(): Promise<boolean>;
}

const batch = 50;
/** What is due is left to its job for so long. */
const patienceMs = 1_000;

/** createRunSchedules makes it. Several processes may do everything at once: an occasion has one run. */
export function createRunSchedules(deps: Deps): RunSchedules {
  const { schedules, scheduleJobs, start, runTriggers, now, log } = deps;

  async function tell({ workflowId, nextAt }: Pick<Schedule, 'workflowId' | 'nextAt'>): Promise<void> {
    try {
      if (nextAt) await scheduleJobs.at(workflowId, nextAt);
      else await scheduleJobs.cancel(workflowId);
    } catch (err) {
      log.warn({ err, workflowId }, 'the scheduler could not be told; the run may be some seconds late');
    }
  }

  async function fire(workflowId: string, due: Date): Promise<void> {
    const schedule = await schedules.find(workflowId);
    if (schedule?.nextAt?.getTime() !== due.getTime()) return;
    await start(schedule, due.toISOString(), {});
    const { kind, spec } = schedule;
    const nextAt = nextDue(kind, spec, due, now());
    const moved = await schedules.move(workflowId, due, nextAt);
    if (moved && nextAt) await tell({ workflowId, nextAt });
  }

  return {
    fire,
    announce: async workflowId => tell((await schedules.find(workflowId)) ?? { workflowId }),
    async ended(workflowId) {
      for (const each of await schedules.restart(workflowId)) await tell(each);
    },
    async sweep() {
      for (const each of await schedules.restart()) await tell(each);
      const overdue = await schedules.overdue(new Date(now().getTime() - patienceMs), batch);
      const results = await Promise.allSettled(
        overdue.map(async ({ workflowId, nextAt }) => nextAt && fire(workflowId, nextAt)),
      );
      for (const result of results)
        if (result.status === 'rejected')
          log.warn({ err: result.reason as unknown }, 'a schedule could not be run');
      await runTriggers.catchUp();
      return overdue.length === batch && results.every(({ status }) => status === 'fulfilled');
    },
  };
}
