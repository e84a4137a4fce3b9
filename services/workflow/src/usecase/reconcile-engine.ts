import { type Log } from '@neighbourhood/shared/call/call';
import { type CheckWhere, type EngineCheck, type RunRepository } from '../domain/execution-repository.ts';
import { ended } from '../domain/execution.ts';
import { type Beginner } from './begin-execution.ts';
import { type Drive } from './drive-execution.ts';
import { type Engine } from './ports.ts';

interface Deps {
  runs: RunRepository;
  engine: Engine;
  /** Carries a run on in this process. */
  drive: Drive;
  /** Begins a run here, or lets it wait for its place. */
  begin: Beginner['begin'];
  /** Those that the engine was told of and that were late. */
  lostByEngine: Set<string>;
  log: Log;
}

const batch = { here: 500, engine: 50 };
const holdMs = 30_000;
const mostLost = 10_000;

/**
 * createReconcileEngine looks after runs whose time for that has come, as the rows tell. What could go on and does not is
 * carried on here, whatever became of the engine: it may have lost its state, or hold a run's instance for a work item that
 * was lost. It is told of times that it does not know, and forgets runs that have ended. Returns how many runs it
 * looked at; several processes may do it at once. What goes on here and what the engine is asked about can be done apart:
 * an engine that answers slowly then holds up no run.
 */
export function createReconcileEngine({ runs, engine, drive, begin, lostByEngine, log }: Deps) {
  async function settle(check: EngineCheck): Promise<void> {
    const { id } = check;
    if (!ended(check)) {
      if (check.leased) return;
      if (check.status === 'pending') {
        await begin(check);
        return;
      }
      if (!check.sleeps) {
        if (check.scheduled && lostByEngine.size < mostLost) lostByEngine.add(id);
        drive(id);
        return;
      }
      if ((await engine.state(id)) === 'active') return engine.wake(id);
      log.warn({ executionId: id, told: check.scheduled }, 'the engine did not know a run and is told of it');
      await engine.schedule(id);
      return runs.scheduled(id);
    }
    const state = await engine.state(id);
    if (state === 'active') return engine.terminate(id);
    if (state === 'unknown' || (await engine.purge(id))) await runs.purged(id);
  }

  return async (where?: CheckWhere): Promise<number> => {
    const due = await runs.dueForEngine(batch[where ?? 'engine'], holdMs, where);
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
