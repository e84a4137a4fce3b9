import { type HookRepository } from '../domain/hooks/hook-repository.ts';
import { type Hook } from '../domain/hooks/hook.ts';

/** createMemoryHooks keeps hooks as long as the process lives: for tests. */
export function createMemoryHooks(): HookRepository {
  const hooks = new Map<string, Hook>();
  const copy = (hook: Hook | undefined) => hook && structuredClone(hook);
  const of = (workspaceId: string) => [...hooks.values()].filter(each => each.workspaceId === workspaceId);
  const find = (workspaceId: string, id: string) => of(workspaceId).find(each => each.id === id);
  const byPath = (workspaceId: string, path: string) => of(workspaceId).find(each => each.path === path);
  return {
    async insert(hook) {
      if (byPath(hook.workspaceId, hook.path)) return false;
      hooks.set(hook.id, structuredClone(hook));
      return true;
    },
    count: async workspaceId => of(workspaceId).length,
    find: async (workspaceId, id) => copy(find(workspaceId, id)),
    byPath: async (workspaceId, path) => copy(byPath(workspaceId, path)),
    list: async (workspaceId, { limit, before }) =>
      of(workspaceId)
        .filter(({ id }) => before === undefined || id < before)
        .sort((left, right) => (left.id < right.id ? 1 : -1))
        .slice(0, limit)
        .map(each => structuredClone(each)),
    async replace(hook, before) {
      const now = hooks.get(hook.id);
      if (now?.updatedAt.getTime() !== before.getTime()) return false;
      const { tokens, secrets, updatedAt } = structuredClone(hook);
      hooks.set(hook.id, { ...now, tokens, secrets, updatedAt });
      return true;
    },
    delete: async (workspaceId, id) => find(workspaceId, id) !== undefined && hooks.delete(id),
    everywhere: async (after, limit) =>
      [...hooks.values()]
        .filter(({ id }) => after === undefined || id > after)
        .sort((left, right) => (left.id < right.id ? -1 : 1))
        .slice(0, limit)
        .map(each => structuredClone(each)),
    async reseal(hook, secrets) {
      const now = hooks.get(hook.id);
      if (!now || JSON.stringify(now.secrets) !== JSON.stringify(hook.secrets)) return false;
      hooks.set(hook.id, { ...now, secrets });
      return true;
    },
  };
}
