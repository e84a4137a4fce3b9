import { type Log } from '@neighbourhood/shared/call/call';
import { type RunRepository } from '../domain/execution-repository.ts';
import { type ListenerRepository } from '../domain/listener-repository.ts';
import { type Drive } from './drive-execution.ts';

/** WakeRuns wakes the runs of a workspace that may wait for something of a name, as an event's type. */
export type WakeRuns = (workspaceId: string, name: string, log: Log) => Promise<void>;

interface Deps {
  listeners: ListenerRepository;
  runs: Pick<RunRepository, 'wake'>;
  drive: Drive;
}

const page = 100;

/** createWakeRuns wakes all that wait; one that cannot be woken is woken later, when the engine is asked about it. */
export function createWakeRuns({ listeners, runs, drive }: Deps): WakeRuns {
  return async (workspaceId, name, log) => {
    let after: string | undefined;
    do {
      const ids = await listeners.waitingFor(workspaceId, name, page, after);
      await Promise.all(
        ids.map(executionId =>
          runs.wake(executionId).then(
            waits => {
              if (waits) drive(executionId);
            },
            (err: unknown) => {
              log.warn({ err, executionId }, 'a run that waits could not be woken yet');
            },
          ),
        ),
      );
      after = ids.length === page ? ids.at(-1) : undefined;
    } while (after !== undefined);
  };
}
