import type { Connection, ConnectionStatus } from '../domain/connection.ts';
import type { StoredCredentials } from '../usecase/ports.ts';

/** ConnectionRow is a row of `connections`. */
export interface ConnectionRow {
  id: string;
  workspace_id: string;
  provider: string;
  end_user_id: string;
  status: ConnectionStatus;
  status_reason: string;
  scopes: string[];
  account_id: string;
  account_name: string;
  params: Record<string, string>;
  own_client: string | null;
  connected_at: Date;
  last_used_at: Date | null;
}

/** By name, because a prepared statement fails when `*` means other columns than before. */
export const connectionColumns =
  'id, workspace_id, provider, end_user_id, status, status_reason, scopes, account_id, account_name, params, own_client, connected_at, last_used_at';

/** TokenRow is a row of `tokens`; bigints come as text. */
export interface TokenRow {
  data_key_id: string;
  ciphertext: Buffer;
  expires_at: Date | null;
  version: string;
}

/** As connectionColumns. */
export const tokenColumns = 'data_key_id, ciphertext, expires_at, version';

/** toConnection reads a row. */
export function toConnection(row: ConnectionRow): Connection {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    provider: row.provider,
    endUserId: row.end_user_id,
    status: row.status,
    statusReason: row.status_reason,
    scopes: row.scopes,
    account: { id: row.account_id, name: row.account_name },
    params: row.params,
    ...(row.own_client === null ? {} : { ownClient: row.own_client }),
    connectedAt: row.connected_at,
    ...(row.last_used_at ? { lastUsedAt: row.last_used_at } : {}),
  };
}

/** toStoredCredentials reads a row. */
export function toStoredCredentials(row: TokenRow): StoredCredentials {
  return {
    sealed: { dataKeyId: row.data_key_id, ciphertext: row.ciphertext },
    version: Number(row.version),
    ...(row.expires_at ? { expiresAt: row.expires_at } : {}),
  };
}
