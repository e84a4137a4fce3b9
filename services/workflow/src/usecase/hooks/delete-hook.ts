import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { hookNotFound } from '../../domain/hooks/hook.ts';
import { type HookDeps } from './ports.ts';

/** createDeleteHook removes a hook; what it received stays. Fails with HOOK.NOT_FOUND. */
export function createDeleteHook({ hooks }: Pick<HookDeps, 'hooks'>) {
  return async ({ id }: { id: string }, call: Call): Promise<void> => {
    requirePermission(call, 'workflow:delete');
    if (!(await hooks.delete(requireWorkspace(call), id))) throw hookNotFound();
    call.log.info({ hookId: id }, 'hook deleted');
  };
}
