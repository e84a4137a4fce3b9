import { addToOutbox } from '@neighbourhood/shared/database/outbox';
import {
  isUniqueViolation,
  type Pool,
  type Queryable,
  withTransaction,
} from '@neighbourhood/shared/database/pool';
import { topics } from '@neighbourhood/shared/events/cloud-event';
import type { Connection, Sealed } from '../domain/connection.ts';
import type { ConnectionFilter, Connections } from '../usecase/ports.ts';
import { requireRevision } from './require-revision.ts';
import { createPostgresUses } from './postgres-uses.ts';
import {
  connectionColumns,
  type ConnectionRow,
  toConnection,
  tokenColumns,
  toStoredCredentials,
  type TokenRow,
} from './rows.ts';

const topic = topics.integration;

/** createPostgresConnections stores connections and encrypted credentials in PostgreSQL. */
export function createPostgresConnections(pool: Pool): Connections {
  return {
    async find(workspaceId, id) {
      const { rows } = await pool.query<ConnectionRow>({
        name: 'connection',
        text: `SELECT ${connectionColumns} FROM connections WHERE workspace_id = $1 AND id = $2`,
        values: [workspaceId, id],
      });
      return rows.map(toConnection)[0];
    },

    async findByAccount({ workspaceId, provider, endUserId, accountId }) {
      const { rows } = await pool.query<ConnectionRow>(
        'SELECT * FROM connections WHERE workspace_id = $1 AND provider = $2 AND end_user_id = $3 AND account_id = $4',
        [workspaceId, provider, endUserId, accountId],
      );
      return rows.map(toConnection)[0];
    },

    async list(workspaceId, filter) {
      const { where, values } = conditions(workspaceId, filter);
      const { rows } = await pool.query<ConnectionRow>(
        `SELECT * FROM connections WHERE ${where} ORDER BY id DESC LIMIT ${Math.trunc(filter.limit)}`,
        values,
      );
      return rows.map(toConnection);
    },

    async save(connection, sealed, expiresAt, event, { renewAt, revision } = {}) {
      try {
        await withTransaction(pool, async client => {
          if (revision !== undefined) await requireRevision(client, connection, revision);
          await upsertConnection(client, connection);
          await upsertCredentials(client, connection, { sealed, expiresAt, renewAt });
          await addToOutbox(client, topic, event);
        });
        return true;
      } catch (error) {
        if (isUniqueViolation(error, 'connections_account')) return false;
        throw error;
      }
    },

    async findCredentials(workspaceId, id) {
      const { rows } = await pool.query<TokenRow>({
        name: 'credentials',
        text: `SELECT ${tokenColumns} FROM tokens WHERE workspace_id = $1 AND connection_id = $2`,
        values: [workspaceId, id],
      });
      return rows.map(toStoredCredentials)[0];
    },

    async claimRenewal(workspaceId, id, version, seconds) {
      const { rows } = await pool.query<{ claim: string; interrupted: boolean }>(
        `WITH before AS (
           SELECT t.connection_id, t.claimed_until FROM tokens t JOIN connections c ON c.id = t.connection_id
           WHERE t.workspace_id = $1 AND t.connection_id = $2 AND t.version = $3 AND c.status = 'active'
             AND (t.claimed_until IS NULL OR t.claimed_until < now())
           FOR UPDATE OF t)
         UPDATE tokens t SET claim = nextval('credential_versions'), claimed_until = now() + $4 * interval '1 second'
         FROM before WHERE t.connection_id = before.connection_id
         RETURNING t.claim, before.claimed_until IS NOT NULL AS interrupted`,
        [workspaceId, id, version, seconds],
      );
      const [row] = rows;
      return row && { number: Number(row.claim), version, interrupted: row.interrupted };
    },

    async renew(workspaceId, id, { number, version }, { sealed, expiresAt, renewAt }) {
      const { rowCount } = await pool.query(
        `UPDATE tokens SET data_key_id = $5, ciphertext = $6, expires_at = $7, renew_at = $8,
           version = nextval('credential_versions'), claimed_until = NULL, updated_at = now()
         WHERE workspace_id = $1 AND connection_id = $2 AND version = $3 AND claim = $4`,
        [
          workspaceId,
          id,
          version,
          number,
          sealed.dataKeyId,
          sealed.ciphertext,
          expiresAt ?? null,
          renewAt ?? null,
        ],
      );
      return rowCount === 1;
    },

    async releaseRenewal(workspaceId, id, { number }) {
      await pool.query(
        'UPDATE tokens SET claimed_until = NULL WHERE workspace_id = $1 AND connection_id = $2 AND claim = $3',
        [workspaceId, id, number],
      );
    },

    async markNeedsReauth({ workspaceId, id }, version, reason, event) {
      return withTransaction(pool, async client => {
        const { rowCount } = await client.query(
          `UPDATE connections c SET status = 'needsReauth', status_reason = $4, updated_at = now() FROM tokens t
           WHERE c.workspace_id = $1 AND c.id = $2 AND c.status = 'active' AND t.connection_id = c.id AND t.version = $3`,
          [workspaceId, id, version, reason],
        );
        if (rowCount === 0) return false;
        await addToOutbox(client, topic, event);
        return true;
      });
    },

    async revoke({ workspaceId, id }, event) {
      return withTransaction(pool, async client => {
        const { rowCount } = await client.query(
          `UPDATE connections SET status = 'revoked', status_reason = 'deleted', updated_at = now()
           WHERE workspace_id = $1 AND id = $2 AND status <> 'revoked'`,
          [workspaceId, id],
        );
        if (rowCount === 0) return false;
        await client.query('DELETE FROM tokens WHERE workspace_id = $1 AND connection_id = $2', [
          workspaceId,
          id,
        ]);
        await addToOutbox(client, topic, event);
        return true;
      });
    },

    recordUse: createPostgresUses(pool),
  };
}

async function upsertConnection(client: Queryable, connection: Connection): Promise<void> {
  const { id, workspaceId, provider, endUserId, status, statusReason, scopes, account, params } = connection;
  await client.query(
    `INSERT INTO connections
       (id, workspace_id, provider, end_user_id, status, status_reason, scopes, account_id, account_name, params, own_client, connected_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, status_reason = excluded.status_reason,
       scopes = excluded.scopes, account_name = excluded.account_name, params = excluded.params, own_client = excluded.own_client,
       updated_at = now()
     WHERE connections.workspace_id = excluded.workspace_id`,
    [
      id,
      workspaceId,
      provider,
      endUserId,
      status,
      statusReason,
      scopes,
      account.id,
      account.name,
      params,
      connection.ownClient ?? null,
      connection.connectedAt,
    ],
  );
}

async function upsertCredentials(
  client: Queryable,
  { workspaceId, id }: Pick<Connection, 'workspaceId' | 'id'>,
  { sealed, expiresAt, renewAt }: { sealed: Sealed; expiresAt: Date | undefined; renewAt: Date | undefined },
): Promise<void> {
  await client.query(
    `INSERT INTO tokens (connection_id, workspace_id, data_key_id, ciphertext, expires_at, renew_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (connection_id) DO UPDATE SET data_key_id = excluded.data_key_id, ciphertext = excluded.ciphertext,
       expires_at = excluded.expires_at, renew_at = excluded.renew_at, version = nextval('credential_versions'),
       claimed_until = NULL, updated_at = now()
     WHERE tokens.workspace_id = excluded.workspace_id`,
    [id, workspaceId, sealed.dataKeyId, sealed.ciphertext, expiresAt ?? null, renewAt ?? null],
  );
}

function conditions(workspaceId: string, filter: ConnectionFilter): { where: string; values: unknown[] } {
  const values: unknown[] = [workspaceId];
  const asked = [
    ['end_user_id =', filter.endUserId],
    ['provider =', filter.provider],
    ['status =', filter.status],
    ['id <', filter.before],
  ] as const;
  const clauses = asked.flatMap(([clause, value]) =>
    value === undefined ? [] : [`${clause} $${values.push(value)}`],
  );
  return { where: ['workspace_id = $1', ...clauses].join(' AND '), values };
}
