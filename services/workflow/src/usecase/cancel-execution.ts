import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import { cancelling, type Execution, executionNotFound } from '../domain/execution.ts';
import { type Drive } from './drive-execution.ts';
import { type Engine } from './ports.ts';

/**
 * createCancelExecution ends a run: from the moment the row says so no task begins any more, and nothing that is
 * still under way is stored. The engine is told at once, and again by reconcileEngine if it was not there.
 * Fails with EXECUTION.NOT_FOUND, and with EXECUTION.ENDED when it ended otherwise.
 */
export function createCancelExecution({
  executions,
  engine,
  drive,
}: {
  executions: ExecutionRepository;
  engine: Engine;
  drive: Drive;
}) {
  return async ({ id, reason }: { id: string; reason: string }, call: Call): Promise<Execution> => {
    requirePermission(call, 'workflow:execute');
    const cancelled = await executions.transition(requireWorkspace(call), id, each =>
      cancelling(each, reason.slice(0, 500)),
    );
    if (!cancelled) throw executionNotFound();
    await engine.terminate(id).catch((err: unknown) => {
      call.log.warn(
        { err, executionId: id },
        'the engine could not be told of a cancellation; it will be, later',
      );
    });
    if (cancelled.parentId !== undefined) drive(cancelled.parentId);
    call.log.info({ executionId: id }, 'execution cancelled');
    return cancelled;
  };
}
