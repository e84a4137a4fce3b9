import { AppError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import type { Connection, Credentials } from '../domain/connection.ts';
import { connected, reconnected } from '../domain/events.ts';
import { renewAt, type RenewalRules } from '../domain/renewal.ts';
import type { Account } from './identify-account.ts';
import type { Clock, Connections, CredentialCipher } from './ports.ts';

/** NewConnection is an account that was just authorised. */
export interface NewConnection {
  workspaceId: string;
  provider: string;
  endUserId: string;
  account: Account;
  scopes: readonly string[];
  params: Readonly<Record<string, string>>;
  credentials: Credentials;
  ownClient?: string;
  /** Of the provider's definition, where the workspace wrote it. */
  revision: string | undefined;
}

interface Deps {
  connections: Connections;
  cipher: CredentialCipher;
  now: Clock;
  renewal: RenewalRules;
}

/** createStoreConnection stores an account's credentials; an account that was connected before keeps its id. */
export function createStoreConnection({ connections, cipher, now, renewal }: Deps) {
  return async ({ account, credentials, revision, ...rest }: NewConnection): Promise<Connection> => {
    // A second round finds the connection that a concurrent authorization of the same account made first.
    for (let round = 0; round < 2; round++) {
      const known = await connections.findByAccount({ ...rest, accountId: account.id });
      const connection: Connection = {
        ...rest,
        id: known?.id ?? newId('con'),
        status: 'active',
        statusReason: '',
        account,
        connectedAt: known?.connectedAt ?? now(),
        ...(known?.lastUsedAt ? { lastUsedAt: known.lastUsedAt } : {}),
      };
      const sealed = await cipher.seal(rest.workspaceId, connection.id, JSON.stringify(credentials.values));
      const event = known ? reconnected(connection) : connected(connection);
      const more = { renewAt: renewAt(credentials, now(), renewal), revision };
      if (await connections.save(connection, sealed, credentials.expiresAt, event, more)) return connection;
    }
    throw new AppError(
      'conflict',
      'CONNECTION.BUSY',
      'This account is being connected elsewhere; try again.',
    );
  };
}
