import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import type { Connection } from '../../src/domain/connection.ts';
import { changedMeanwhile } from '../../src/domain/request-errors.ts';
import type { Connections, StoredCredentials } from '../../src/usecase/ports.ts';
import type { AccountConnections } from '../../src/usecase/verify-webhook.ts';

/**
 * createMemoryConnections keeps the port's promises in memory; `events` are what the outbox would hold. `revisionOf` tells
 * the present one of a workspace's own provider.
 */
export function createMemoryConnections(
  revisionOf: (workspaceId: string, provider: string) => string | undefined = () => undefined,
) {
  const rows = new Map<string, Connection>();
  const tokens = new Map<string, StoredCredentials>();
  const claims = new Map<string, { number: number; until: number }>();
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
    async save(connection, sealed, expiresAt, event, { revision } = {}) {
      const known = await connections.findByAccount({ ...connection, accountId: connection.account.id });
      if (known && known.id !== connection.id) return false;
      const { workspaceId, provider } = connection;
      if (revision !== undefined && revisionOf(workspaceId, provider) !== revision) throw changedMeanwhile();
      rows.set(connection.id, connection);
      put(connection.id, { sealed, ...(expiresAt ? { expiresAt } : {}) });
      events.push(event);
      return true;
    },
    async findCredentials(workspaceId, id) {
      return own(workspaceId, id) && tokens.get(id);
    },
    async claimRenewal(workspaceId, id, version, seconds) {
      const before = claims.get(id);
      if (own(workspaceId, id)?.status !== 'active' || tokens.get(id)?.version !== version) return undefined;
      if (before && before.until > Date.now()) return undefined;
      const claim = { number: ++versions, version, interrupted: before !== undefined };
      claims.set(id, { ...claim, until: Date.now() + seconds * 1_000 });
      return claim;
    },
    async renew(workspaceId, id, { number, version }, renewed) {
      const current = own(workspaceId, id) && tokens.get(id)?.version;
      if (claims.get(id)?.number !== number || current !== version) return false;
      claims.delete(id);
      put(id, renewed);
      return true;
    },
    async releaseRenewal(_workspaceId, id, { number }) {
      if (claims.get(id)?.number === number) claims.delete(id);
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
  const accounts: AccountConnections = {
    async ofAccount({ accountId, ...account }, limit) {
      return (await connections.list(account.workspaceId, { ...account, limit: Infinity }))
        .filter(row => row.status !== 'revoked' && row.account.id === accountId)
        .slice(0, limit);
    },
  };
  /** Whether a provider has connections that are not revoked. */
  const isUsed = (workspaceId: string, provider: string): boolean =>
    [...rows.values()].some(
      row => row.workspaceId === workspaceId && row.provider === provider && row.status !== 'revoked',
    );

  return { connections, accounts, events, isUsed };
}
