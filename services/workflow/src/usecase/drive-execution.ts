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

/**
 * createDriver carries runs on from where they are until they end or wait, without the engine: it is told only of
 * times to wait for. A process that dies meanwhile loses nothing: reconcileEngine tells the engine of runs that stand
 * still.
 */
export function createDriver({ advance, runs, engine, log, most }: Deps): Driver {
  const queue: string[] = [];
  const atWork = new Set<Promise<void>>();
  let stopped = false;

  async function carryOn(id: string): Promise<void> {
    while (!stopped) {
      const turn = await advance(id);
      if (turn.next === 'again') {
        await giveWay();
        continue;
      }
      if (turn.next === 'timer' && !turn.elsewhere) {
        await (turn.told ? engine.wake(id) : engine.schedule(id));
        await runs.scheduled(id);
      }
      return;
    }
  }

  function next(): void {
    while (atWork.size < most && !stopped) {
      const id = queue.shift();
      if (id === undefined) return;
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

  return {
    drive(id) {
      queue.push(id);
      next();
    },
    async stop() {
      stopped = true;
      await Promise.race([Promise.all(atWork), delay(patienceMs, undefined, { ref: false })]);
    },
  };
}
