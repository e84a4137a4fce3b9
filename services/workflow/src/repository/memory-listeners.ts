import { listenedTypes, type Listener, type ListenerRepository } from '../domain/listener-repository.ts';

/** MemoryListeners is a ListenerRepository that is written to directly. */
export interface MemoryListeners extends ListenerRepository {
  replace(executionId: string, workspaceId: string, listeners: readonly Listener[]): Promise<void>;
}

/** createMemoryListeners keeps listeners as long as the process lives: for tests. */
export function createMemoryListeners(): MemoryListeners {
  const waiting = new Map<string, { workspaceId: string; types: string[] }>();
  return {
    async replace(executionId, workspaceId, listeners) {
      const types = listenedTypes(listeners);
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
