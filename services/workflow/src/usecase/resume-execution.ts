import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import { type Execution, executionNotFound, resuming } from '../domain/execution.ts';
import { type Clock, type Engine } from './ports.ts';

interface Deps {
  executions: ExecutionRepository;
  engine: Engine;
  now: Clock;
}

/** createResumeExecution lets a suspended run go on. Fails with EXECUTION.NOT_SUSPENDED. */
export function createResumeExecution({ executions, engine, now }: Deps) {
  return async ({ id }: { id: string }, call: Call): Promise<Execution> => {
    requirePermission(call, 'workflow:execute');
    const resumed = await executions.transition(requireWorkspace(call), id, each => resuming(each, now()));
    if (!resumed) throw executionNotFound();
    await engine.wake(id).catch((err: unknown) => {
      call.log.warn(
        { err, executionId: id },
        'the engine could not be told of a resumption; it will be, later',
      );
    });
    return resumed;
  };
}
