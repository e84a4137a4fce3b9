import { addToOutbox } from '@neighbourhood/shared/database/outbox';
import { isUniqueViolation, type Queryable } from '@neighbourhood/shared/database/pool';
import { topics } from '@neighbourhood/shared/events/cloud-event';
import type { Known, Stored } from '@neighbourhood/shared/import/entity';
import type { Connection, Sealed } from '../domain/connection.ts';
import { BrokenSeal, type CredentialCipher } from '../usecase/ports.ts';
import type { ImportedConnection, ImportedConnections } from '../usecase/import-connection.ts';
import type { ConnectionRow, TokenRow } from './rows.ts';

/** createPostgresImportedConnections writes within a transaction; what it writes bears the time of the import. */
export function createPostgresImportedConnections(db: Queryable): ImportedConnections {
  return {
    async write(connection, sealed, expiresAt, at, renewAt) {
      try {
        await writeConnection(db, connection, at);
      } catch (error) {
        if (isUniqueViolation(error, 'connections_account')) return false;
        throw error;
      }
      if (sealed) await writeCredentials(db, connection, sealed, { expiresAt, at, renewAt });
      else await db.query('DELETE FROM tokens WHERE connection_id = $1', [connection.id]);
      return true;
    },

    announce: event => addToOutbox(db, topics.integration, event),
  };
}

async function writeConnection(db: Queryable, connection: Connection, at: Date): Promise<void> {
  const { id, workspaceId, account } = connection;
  await db.query(
    `INSERT INTO connections (id, workspace_id, provider, end_user_id, status, status_reason, scopes,
       account_id, account_name, params, connected_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     ON CONFLICT (id) DO UPDATE SET status = excluded.status, status_reason = excluded.status_reason,
       scopes = excluded.scopes, account_name = excluded.account_name, params = excluded.params,
       updated_at = excluded.updated_at`,
    [
      id, workspaceId, connection.provider, connection.endUserId, connection.status, connection.statusReason,
      connection.scopes, account.id, account.name, connection.params, connection.connectedAt, at,
    ], // prettier-ignore
  );
}

async function writeCredentials(
  db: Queryable,
  { id, workspaceId }: Connection,
  { dataKeyId, ciphertext }: Sealed,
  { expiresAt, at, renewAt }: { expiresAt: Date | undefined; at: Date; renewAt: Date | undefined },
): Promise<void> {
  await db.query(
    `INSERT INTO tokens (connection_id, workspace_id, data_key_id, ciphertext, expires_at, updated_at, renew_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (connection_id) DO UPDATE SET data_key_id = excluded.data_key_id,
       ciphertext = excluded.ciphertext, expires_at = excluded.expires_at,
       renew_at = excluded.renew_at, version = nextval('credential_versions'), updated_at = excluded.updated_at`,
    [id, workspaceId, dataKeyId, ciphertext, expiresAt, at, renewAt],
  );
}

type ImportRow = ConnectionRow & { legacy_id: string; changed: boolean } & {
  [K in keyof TokenRow]: TokenRow[K] | null;
};

const filled = (text: string): string | undefined => (text === '' ? undefined : text);

/**
 * readImportedConnections reads connections in the form in which they were imported, their credentials opened. What
 * was written at another time than that of the import was changed here since.
 */
export async function readImportedConnections(
  db: Queryable,
  cipher: CredentialCipher,
  known: readonly Known[],
): Promise<Map<string, Stored<ImportedConnection>>> {
  const { rows } = await db.query<ImportRow>(
    `SELECT c.*, i.legacy_id, t.data_key_id, t.ciphertext, t.expires_at,
       c.updated_at <> i.imported_at OR coalesce(t.updated_at <> i.imported_at, false) AS changed
     FROM connections c JOIN imported i ON i.entity = 'connections' AND i.id = c.id
       LEFT JOIN tokens t ON t.connection_id = c.id
     WHERE c.id = ANY ($1)`,
    [known.map(({ id }) => id)],
  );
  const stored = new Map<string, Stored<ImportedConnection>>();
  for (const row of rows) {
    stored.set(row.id, { row: rowOf(row, await openCredentials(row, cipher)), changed: row.changed });
  }
  return stored;
}

/** Credentials that somebody damaged are none: the comparison tells, and a later file may bring them again. */
async function openCredentials(row: ImportRow, cipher: CredentialCipher): Promise<Record<string, string>> {
  const { id, workspace_id: workspaceId, data_key_id: dataKeyId, ciphertext } = row;
  if (dataKeyId === null || ciphertext === null) return {};
  try {
    const text = await cipher.open(workspaceId, id, { dataKeyId, ciphertext });
    return JSON.parse(text) as Record<string, string>;
  } catch (error) {
    if (error instanceof BrokenSeal) return {};
    throw error;
  }
}

function rowOf(row: ImportRow, values: Record<string, string>): ImportedConnection {
  const { accessToken, refreshToken, ...fields } = values;
  return {
    legacyId: row.legacy_id,
    workspace: row.workspace_id,
    provider: row.provider,
    endUserId: row.end_user_id,
    accountId: row.account_id,
    accountName: filled(row.account_name),
    scopes: row.scopes,
    status: row.status,
    statusReason: filled(row.status_reason),
    params: row.params,
    connectedAt: row.connected_at.toISOString(),
    accessToken,
    refreshToken,
    expiresAt: row.expires_at?.toISOString(),
    credentials: Object.keys(fields).length > 0 ? fields : undefined,
  };
}
