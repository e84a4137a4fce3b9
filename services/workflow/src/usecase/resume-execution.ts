import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type Execution } from '../domain/execution.ts';
import { type RunControl } from './control-run.ts';

/** createResumeExecution lets a suspended run go on. Fails with EXECUTION.NOT_SUSPENDED. */
export function createResumeExecution({ control }: { control: RunControl }) {
  return async ({ id }: { id: string }, call: Call): Promise<Execution> => {
    requirePermission(call, 'workflow:execute');
    return (await control.resume(requireWorkspace(call), id)).execution;
  };
}
