import { setImmediate as giveWay, setTimeout as delay } from 'node:timers/promises';
import { type Log } from '@neighbourhood/shared/call/call';
import { type RunRepository } from '../domain/execution-repository.ts';
import { type Turn } from './advance-execution.ts';
import { type Engine } from './ports.ts';

/** Drive carries a run on in this process, in the background; what fails is left to the engine. */
export type Drive = (executionId: string) => void;

/** Driver drives runs, until it is stopped. */
export interface Driver {
  drive: Drive;
  /** Begins nothing more; resolves when the turns under way are over, after ten seconds in any case. */
  stop(): Promise<void>;
}

interface Deps {
  advance(executionId: string): Promise<Turn>;
  runs: Pick<RunRepository, 'scheduled'>;
  engine: Pick<Engine, 'schedule' | 'wake'>;
  log: Log;
  /** Runs that are driven at the same time; further ones wait for their turn. */
  most: number;
}

/** A turn that takes longer is another process's, once its lease is over. */
const patienceMs = 10_000;
/** Near times that one process keeps itself. */
const mostAlarms = 10_000;
/** The database's clock, which decides, may be a little behind; where it is further behind, it is asked now and then. */
const clockMs = 5;
const behindMs = 250;
const longestMs = 86_400_000;

/**
 * createDriver carries runs on from where they are until they end or wait, without the engine: it is told only of
 * times to wait for that are not near. A process that dies meanwhile loses nothing: reconcileEngine finds runs that stand
 * still.
 */
export function createDriver({ advance, runs, engine, log, most }: Deps): Driver {
  const queue = new Set<string>();
  const alarms = new Map<string, NodeJS.Timeout>();
  const atWork = new Set<Promise<void>>();
  let stopped = false;

  /** False when the engine has lost the run, or could not be told of it after all. */
  const wakes = (id: string) =>
    engine.wake(id).then(
      () => true,
      () => false,
    );

  async function carryOn(id: string): Promise<void> {
    while (!stopped) {
      const turn = await advance(id);
      if (turn.next === 'again') {
        await giveWay();
        continue;
      }
      if (turn.next === 'timer' && turn.near) remind(id, new Date(turn.at));
      else if (turn.next === 'timer' && !turn.elsewhere) {
        if (!turn.told || !(await wakes(id))) await engine.schedule(id);
        await runs.scheduled(id);
      }
      return;
    }
  }

  /** Those for which there is no room are found by reconcileEngine, a little later. */
  function remind(id: string, at: Date): void {
    clearTimeout(alarms.get(id));
    const left = at.getTime() - Date.now();
    if (stopped || left > longestMs || (alarms.size >= mostAlarms && !alarms.has(id))) return;
    const alarm = setTimeout(
      () => {
        alarms.delete(id);
        drive(id);
      },
      left > 0 ? left + clockMs : behindMs,
    );
    alarms.set(id, alarm.unref());
  }

  function next(): void {
    while (atWork.size < most && !stopped) {
      const [id] = queue;
      if (id === undefined) return;
      queue.delete(id);
      const work = carryOn(id)
        .catch((err: unknown) => {
          log.warn({ err, executionId: id }, 'a run goes on by the engine, later');
        })
        .finally(() => {
          atWork.delete(work);
          next();
        });
      atWork.add(work);
    }
  }

  function drive(id: string): void {
    queue.add(id);
    next();
  }

  return {
    drive,
    async stop() {
      stopped = true;
      for (const alarm of alarms.values()) clearTimeout(alarm);
      await Promise.race([Promise.all(atWork), delay(patienceMs, undefined, { ref: false })]);
    },
  };
}
