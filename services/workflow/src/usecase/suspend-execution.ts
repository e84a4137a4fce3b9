import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type Execution } from '../domain/execution.ts';
import { type RunControl } from './control-run.ts';

/** createSuspendExecution holds a run before its next task. Fails with EXECUTION.ENDED. */
export function createSuspendExecution({ control }: { control: RunControl }) {
  return async ({ id }: { id: string }, call: Call): Promise<Execution> => {
    requirePermission(call, 'workflow:execute');
    return (await control.suspend(requireWorkspace(call), id)).execution;
  };
}
