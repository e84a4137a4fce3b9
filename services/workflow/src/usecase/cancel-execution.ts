import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type Execution } from '../domain/execution.ts';
import { type RunControl } from './control-run.ts';

/** createCancelExecution ends a run. Fails with EXECUTION.NOT_FOUND, and with EXECUTION.ENDED when it ended otherwise. */
export function createCancelExecution({ control }: { control: RunControl }) {
  return async ({ id, reason }: { id: string; reason: string }, call: Call): Promise<Execution> => {
    requirePermission(call, 'workflow:execute');
    return (await control.cancel(requireWorkspace(call), id, reason)).execution;
  };
}
