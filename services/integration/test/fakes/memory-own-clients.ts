import { changedMeanwhile } from '../../src/domain/request-errors.ts';
import type { OwnClient, OwnClients } from '../../src/usecase/ports.ts';

/** createMemoryOwnClients keeps the port's promises in memory. `revisionOf` tells that of a workspace's own provider. */
export function createMemoryOwnClients(
  revisionOf: (workspaceId: string, provider: string) => string | undefined = () => undefined,
): OwnClients {
  const rows = new Map<string, OwnClient & { workspaceId: string; provider: string; current: boolean }>();
  const of = (workspaceId: string, provider?: string) =>
    [...rows.values()].filter(
      row => row.workspaceId === workspaceId && (provider === undefined || row.provider === provider),
    );
  return {
    current: async (workspaceId, provider) => of(workspaceId, provider).find(row => row.current),
    find: async (workspaceId, provider, clientId) => rows.get(`${workspaceId} ${provider} ${clientId}`),
    list: async workspaceId =>
      new Map(
        of(workspaceId)
          .filter(row => row.current)
          .map(row => [row.provider, row]),
      ),
    async set(workspaceId, provider, client, revision) {
      if (revision !== undefined && revisionOf(workspaceId, provider) !== revision) throw changedMeanwhile();
      for (const row of of(workspaceId, provider)) row.current = false;
      const row = { workspaceId, provider, current: true, ...client };
      rows.set(`${workspaceId} ${provider} ${client.clientId}`, row);
    },
    async delete(workspaceId, provider) {
      for (const { clientId } of of(workspaceId, provider))
        rows.delete(`${workspaceId} ${provider} ${clientId}`);
    },
  };
}
