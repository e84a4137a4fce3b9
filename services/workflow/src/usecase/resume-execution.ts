import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import { type Execution, executionNotFound, resuming } from '../domain/execution.ts';
import { type Drive } from './drive-execution.ts';
import { type Clock } from './ports.ts';

interface Deps {
  executions: ExecutionRepository;
  drive: Drive;
  now: Clock;
}

/** createResumeExecution lets a suspended run go on. Fails with EXECUTION.NOT_SUSPENDED. */
export function createResumeExecution({ executions, drive, now }: Deps) {
  return async ({ id }: { id: string }, call: Call): Promise<Execution> => {
    requirePermission(call, 'workflow:execute');
    const resumed = await executions.transition(requireWorkspace(call), id, each => resuming(each, now()));
    if (!resumed) throw executionNotFound();
    drive(id);
    return resumed;
  };
}
