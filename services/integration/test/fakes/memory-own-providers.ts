import type { Provider } from '../../src/domain/provider.ts';
import type { OwnClients, OwnProviders, ReadDefinition } from '../../src/usecase/ports.ts';

/** MemoryOwnProviders also tells a provider's revision at once, for whoever must not wait between looking and writing. */
export interface MemoryOwnProviders extends OwnProviders {
  revisionOf(workspaceId: string, id: string): string | undefined;
}

/** createMemoryOwnProviders keeps the port's promises in memory. */
export function createMemoryOwnProviders(deps: {
  read: ReadDefinition;
  isUsed?: (workspaceId: string, id: string) => boolean;
  ownClients?: Pick<OwnClients, 'delete'>;
}): MemoryOwnProviders {
  const { read, isUsed = () => false, ownClients } = deps;
  const rows = new Map<string, { workspaceId: string; provider: Provider }>();
  let revisions = 0;
  const store = (workspaceId: string, id: string, definition: unknown): void => {
    const result = read(definition);
    if (!('provider' in result)) return;
    const provider = { ...result.provider, revision: String(++revisions) };
    rows.set(`${workspaceId} ${id}`, { workspaceId, provider });
  };
  return {
    list: async workspaceId =>
      [...rows.values()].filter(row => row.workspaceId === workspaceId).map(({ provider }) => provider),
    revisionOf: (workspaceId, id) => rows.get(`${workspaceId} ${id}`)?.provider.revision,
    find: async (workspaceId, id) => rows.get(`${workspaceId} ${id}`)?.provider,
    shadows: () => false,
    async add(workspaceId, id, definition) {
      if (rows.has(`${workspaceId} ${id}`)) return 'taken';
      store(workspaceId, id, definition);
      return 'added';
    },
    async replace(workspaceId, id, definition, moves) {
      const before = rows.get(`${workspaceId} ${id}`)?.provider;
      if (!before) return 'gone';
      const moved = moves(before);
      if (moved && isUsed(workspaceId, id)) return 'used';
      store(workspaceId, id, definition);
      if (moved) await ownClients?.delete(workspaceId, id);
      return 'replaced';
    },
    async remove(workspaceId, id) {
      if (!rows.has(`${workspaceId} ${id}`)) return 'gone';
      if (isUsed(workspaceId, id)) return 'used';
      rows.delete(`${workspaceId} ${id}`);
      await ownClients?.delete(workspaceId, id);
      return 'removed';
    },
  };
}
