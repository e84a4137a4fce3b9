import { setImmediate as giveWay } from 'node:timers/promises';
import { type Log } from '@neighbourhood/shared/call/call';
import { type RunRepository } from '../domain/execution-repository.ts';
import { type Turn } from './advance-execution.ts';
import { type Engine } from './ports.ts';

/** Drive carries a run on in this process, in the background; what fails is left to the engine. */
export type Drive = (executionId: string) => void;

interface Deps {
  advance(executionId: string): Promise<Turn>;
  runs: Pick<RunRepository, 'scheduled'>;
  engine: Pick<Engine, 'schedule' | 'wake'>;
  log: Log;
  /** Runs that are driven at the same time; further ones wait for their turn. */
  most: number;
}

/**
 * createDriveExecution carries runs on from where they are until they end or wait, without the engine: it is told only of
 * times to wait for. A process that dies meanwhile loses nothing: reconcileEngine tells the engine of runs that stand
 * still.
 */
export function createDriveExecution({ advance, runs, engine, log, most }: Deps): Drive {
  const queue: string[] = [];
  let busy = 0;

  async function carryOn(id: string): Promise<void> {
    for (;;) {
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
    while (busy < most) {
      const id = queue.shift();
      if (id === undefined) return;
      busy++;
      carryOn(id)
        .catch((err: unknown) => log.warn({ err, executionId: id }, 'a run goes on by the engine, later'))
        .finally(() => {
          busy--;
          next();
        });
    }
  }

  return id => {
    queue.push(id);
    next();
  };
}
