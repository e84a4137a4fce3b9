import { type Log } from '@neighbourhood/shared/call/call';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import {
  cancelling,
  type Execution,
  executionNotFound,
  resuming,
  suspending,
  type Transition,
} from '../domain/execution.ts';
import { type Drive } from './drive-execution.ts';
import { type Clock, type Engine } from './ports.ts';
import { type TaskTeller } from './tell-tasks.ts';

interface Deps {
  executions: ExecutionRepository;
  engine: Engine;
  drive: Drive;
  tellTasks: Pick<TaskTeller, 'controlled'>;
  now: Clock;
  log: Log;
}

/** Controlled is a run after what a person wanted of it, and whether that changed it. */
export interface Controlled {
  execution: Execution;
  changed: boolean;
}

/** RunControl is what people do to one run of a workspace. All fail with EXECUTION.NOT_FOUND. */
export interface RunControl {
  /**
   * Ends a run: from the moment the row says so no task begins any more, and nothing that is still under way is stored.
   * The engine is told at once, and again by reconcileEngine if it was not there. Fails with EXECUTION.ENDED when it
   * ended otherwise.
   */
  cancel(workspaceId: string, id: string, reason: string): Promise<Controlled>;
  /** Holds a run before its next task; a call under way ends first. Fails with EXECUTION.ENDED. */
  suspend(workspaceId: string, id: string): Promise<Controlled>;
  /** Lets a suspended run go on. Fails with EXECUTION.NOT_SUSPENDED. */
  resume(workspaceId: string, id: string): Promise<Controlled>;
}

/** createRunControl makes it. */
export function createRunControl({ executions, engine, drive, tellTasks, now, log }: Deps): RunControl {
  async function change(
    workspaceId: string,
    id: string,
    decide: (execution: Execution) => Transition | undefined,
  ): Promise<Controlled> {
    let to: Transition['to'] | undefined;
    const execution = await executions.transition(workspaceId, id, each => {
      const transition = decide(each);
      to = transition?.to;
      return transition;
    });
    if (!execution) throw executionNotFound();
    if (to === undefined) return { execution, changed: false };
    await tellTasks
      .controlled(execution, to === 'cancelled' || to === 'suspended' ? to : 'resumed')
      .catch((err: unknown) => {
        log.warn({ err, executionId: id }, 'nobody hears what became of the tasks of a run');
      });
    return { execution, changed: true };
  }

  return {
    async cancel(workspaceId, id, reason) {
      const cancelled = await change(workspaceId, id, each => cancelling(each, reason.slice(0, 500)));
      await engine.terminate(id).catch((err: unknown) => {
        log.warn(
          { err, executionId: id },
          'the engine could not be told of a cancellation; it will be, later',
        );
      });
      const { parentId } = cancelled.execution;
      if (parentId !== undefined) drive(parentId);
      log.info({ executionId: id }, 'execution cancelled');
      return cancelled;
    },

    suspend: (workspaceId, id) => change(workspaceId, id, suspending),

    async resume(workspaceId, id) {
      const resumed = await change(workspaceId, id, each => resuming(each, now()));
      drive(id);
      return resumed;
    },
  };
}
