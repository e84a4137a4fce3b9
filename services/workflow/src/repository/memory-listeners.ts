import { type ListenerRepository } from '../domain/listener-repository.ts';

/** MemoryListeners is a ListenerRepository that is written to directly. */
export interface MemoryListeners extends ListenerRepository {
  /** '' is every type. */
  replace(executionId: string, workspaceId: string, types: readonly string[]): Promise<void>;
}

/** createMemoryListeners keeps listeners as long as the process lives: for tests. */
export function createMemoryListeners(): MemoryListeners {
  const waiting = new Map<string, { workspaceId: string; types: readonly string[] }>();
  return {
    async replace(executionId, workspaceId, types) {
      if (types.length === 0) waiting.delete(executionId);
      else waiting.set(executionId, { workspaceId, types });
    },
    waitingFor: async (workspaceId, type, limit, after = '') =>
      [...waiting]
        .filter(([id, each]) => each.workspaceId === workspaceId && id > after)
        .filter(([, { types }]) => types.includes('') || types.includes(type))
        .map(([id]) => id)
        .sort()
        .slice(0, limit),
  };
}
