import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import type { Connection } from '../../src/domain/connection.ts';
import type { Connections, StoredCredentials } from '../../src/usecase/ports.ts';

/** createMemoryConnections keeps the port's promises in memory; `events` are what the outbox would hold. */
export function createMemoryConnections() {
  const rows = new Map<string, Connection>();
  const tokens = new Map<string, StoredCredentials>();
  const locks = new Map<string, Promise<void>>();
  const events: CloudEvent[] = [];
  let versions = 0;

  const own = (workspaceId: string, id: string) => {
    const row = rows.get(id);
    return row?.workspaceId === workspaceId ? row : undefined;
  };
  const put = (id: string, { sealed, expiresAt }: Omit<StoredCredentials, 'version'>) => {
    tokens.set(id, { sealed, version: ++versions, ...(expiresAt ? { expiresAt } : {}) });
  };

  const connections: Connections = {
    async find(workspaceId, id) {
      return own(workspaceId, id);
    },
    async findByAccount({ workspaceId, provider, endUserId, accountId }) {
      return [...rows.values()].find(
        row =>
          row.workspaceId === workspaceId &&
          row.provider === provider &&
          row.endUserId === endUserId &&
          row.account.id === accountId,
      );
    },
    async list(workspaceId, { endUserId, provider, status, before, limit }) {
      return [...rows.values()]
        .filter(row => row.workspaceId === workspaceId)
        .filter(row => endUserId === undefined || row.endUserId === endUserId)
        .filter(row => provider === undefined || row.provider === provider)
        .filter(row => status === undefined || row.status === status)
        .filter(row => before === undefined || row.id < before)
        .sort((one, other) => (one.id < other.id ? 1 : -1))
        .slice(0, limit);
    },
    async save(connection, sealed, expiresAt, event) {
      const known = await connections.findByAccount({ ...connection, accountId: connection.account.id });
      if (known && known.id !== connection.id) return false;
      rows.set(connection.id, connection);
      put(connection.id, { sealed, ...(expiresAt ? { expiresAt } : {}) });
      events.push(event);
      return true;
    },
    async findCredentials(workspaceId, id) {
      return own(workspaceId, id) && tokens.get(id);
    },
    async changeCredentials(workspaceId, id, work) {
      const before = locks.get(id) ?? Promise.resolve();
      const mine = before.then(async () => {
        const change = await work(own(workspaceId, id) && tokens.get(id));
        if (change) put(id, change);
      });
      locks.set(
        id,
        mine.catch(() => undefined),
      );
      return mine;
    },
    async markNeedsReauth({ workspaceId, id }, version, reason, event) {
      const row = own(workspaceId, id);
      if (row?.status !== 'active' || tokens.get(id)?.version !== version) return false;
      rows.set(id, { ...row, status: 'needsReauth', statusReason: reason });
      events.push(event);
      return true;
    },
    async revoke({ workspaceId, id }, event) {
      const row = own(workspaceId, id);
      if (!row || row.status === 'revoked') return false;
      rows.set(id, { ...row, status: 'revoked', statusReason: 'deleted' });
      tokens.delete(id);
      events.push(event);
      return true;
    },
    async recordUse({ workspaceId, id }, at, event) {
      const row = own(workspaceId, id);
      if (row) rows.set(id, { ...row, lastUsedAt: at });
      events.push(event);
    },
  };
  return { connections, events };
}
