import { type Log } from '@neighbourhood/shared/call/call';
import { type EngineCheck, type RunRepository } from '../domain/execution-repository.ts';
import { ended } from '../domain/execution.ts';
import { type Engine } from './ports.ts';

interface Deps {
  runs: RunRepository;
  engine: Engine;
  log: Log;
}

const batch = 50;
const holdMs = 30_000;

/**
 * createReconcileEngine looks after runs whose time for that has come, as the rows tell: the engine is told of
 * runs that it does not know (we crashed between row and engine, or it lost its state), and forgets those
 * that have ended. Returns how many runs it looked at; several processes may do it at once.
 */
export function createReconcileEngine({ runs, engine, log }: Deps) {
  async function settle(check: EngineCheck): Promise<void> {
    const { id } = check;
    if (!ended(check)) {
      if (check.leased) return;
      if ((await engine.state(id)) === 'active') return engine.wake(id);
      log.warn({ executionId: id, told: check.scheduled }, 'the engine did not know a run and is told of it');
      await engine.schedule(id);
      return runs.scheduled(id);
    }
    const state = await engine.state(id);
    if (state === 'active') return engine.terminate(id);
    if (state === 'unknown' || (await engine.purge(id))) await runs.purged(id);
  }

  return async (): Promise<number> => {
    const due = await runs.dueForEngine(batch, holdMs);
    await Promise.all(
      due.map(check =>
        settle(check).catch((err: unknown) =>
          log.warn({ err, executionId: check.id }, 'a run could not be looked after'),
        ),
      ),
    );
    return due.length;
  };
}
