import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type Hook, hookNotFound } from '../../domain/hooks/hook.ts';
import { type Page } from '../../domain/workflow.ts';
import { type HookDeps } from './ports.ts';

/** createListHooks lists hooks, newest first. */
export function createListHooks({ hooks }: Pick<HookDeps, 'hooks'>) {
  return async (page: Page, call: Call): Promise<Hook[]> => {
    requirePermission(call, 'workflow:read');
    return hooks.list(requireWorkspace(call), page);
  };
}

/** createGetHook reads a hook. Fails with HOOK.NOT_FOUND. */
export function createGetHook({ hooks }: Pick<HookDeps, 'hooks'>) {
  return async ({ id }: { id: string }, call: Call): Promise<Hook> => {
    requirePermission(call, 'workflow:read');
    const hook = await hooks.find(requireWorkspace(call), id);
    if (!hook) throw hookNotFound();
    return hook;
  };
}
