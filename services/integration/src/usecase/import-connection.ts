import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { derivedId } from '@neighbourhood/shared/ids/derived-id';
import type { Connection, ConnectionStatus, Credentials, Sealed } from '../domain/connection.ts';
import { paramProblems } from '../domain/connection-params.ts';
import { revoked } from '../domain/events.ts';
import type { Provider } from '../domain/provider.ts';
import { renewAt } from '../domain/renewal.ts';
import { wrongFields } from './create-connection.ts';
import type { CredentialCipher, ProviderCatalogue } from './ports.ts';

/** ImportedConnection is an account as an earlier system had it connected. */
export interface ImportedConnection {
  readonly legacyId: string;
  /** `wsp_…` */
  readonly workspace: string;
  readonly provider: string;
  readonly endUserId: string;
  readonly accountId: string;
  readonly accountName?: string | undefined;
  readonly scopes: readonly string[];
  readonly status: ConnectionStatus;
  readonly statusReason?: string | undefined;
  readonly params: Readonly<Record<string, string>>;
  readonly connectedAt: string;
  readonly accessToken?: string | undefined;
  readonly refreshToken?: string | undefined;
  readonly expiresAt?: string | undefined;
  /** The fields of a key, for providers without OAuth. */
  readonly credentials?: Readonly<Record<string, string>> | undefined;
}

/** ImportedConnections writes within the transaction of an import. */
export interface ImportedConnections {
  /**
   * Writes connection and credentials, new or over the old; without credentials those it had are destroyed. False where
   * another connection has the account.
   */
  write(
    connection: Connection,
    sealed: Sealed | undefined,
    expiresAt: Date | undefined,
    at: Date,
    renewAt: Date | undefined,
  ): Promise<boolean>;
  announce(event: CloudEvent): Promise<void>;
}

/** Until the first renewal, which sets its own. */
const renewal = { aheadMs: 5 * 60_000, idleMs: 24 * 3_600_000 };

const refused = (fields: readonly FieldError[]) =>
  new AppError('invalidArgument', 'REQUEST.INVALID', 'The connection cannot be imported as it is.', {
    fields,
  });

/** credentialsOf gives what a row's connection acts with, or says what is wrong with it. */
function credentialsOf(row: ImportedConnection, { name, auth }: Provider): Credentials | undefined {
  const { accessToken, refreshToken, expiresAt, credentials, status } = row;
  const given = { accessToken, refreshToken, expiresAt, credentials };
  const misplaced = (names: readonly (keyof typeof given)[], message: string) =>
    names.flatMap(path => (given[path] === undefined ? [] : [{ path, message }]));
  const all = ['accessToken', 'refreshToken', 'expiresAt', 'credentials'] as const;
  const fields: FieldError[] =
    status === 'revoked'
      ? misplaced(all, 'has no place in a revoked connection')
      : auth.type === 'oauth2'
        ? misplaced(['credentials'], `are tokens at ${name}: accessToken, refreshToken`)
        : misplaced(all.slice(0, 3), `has no place at ${name}: use credentials`);
  const has = accessToken !== undefined || credentials !== undefined;
  if (status === 'active' && !has)
    fields.push({ path: auth.type === 'oauth2' ? 'accessToken' : 'credentials', message: 'is missing' });
  if (!has && (refreshToken !== undefined || expiresAt !== undefined))
    fields.push({ path: 'accessToken', message: 'is missing' });
  if (auth.type !== 'oauth2' && credentials !== undefined) fields.push(...wrongFields(auth, credentials));
  if (fields.length > 0) throw refused(fields);
  if (credentials !== undefined) return { values: credentials };
  if (accessToken === undefined) return undefined;
  const values = { accessToken, ...(refreshToken === undefined ? {} : { refreshToken }) };
  return { values, ...(expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) }) };
}

/**
 * createImportConnection makes connections that end users authorised elsewhere. Credentials are sealed before anything
 * else sees them. Nobody is told of what is made: nothing happened; that one was revoked since, they are.
 */
export function createImportConnection(deps: {
  catalogue: ProviderCatalogue;
  cipher: CredentialCipher;
  connections: ImportedConnections;
}) {
  const { catalogue, cipher, connections } = deps;

  function read(row: ImportedConnection, id: string) {
    const provider = catalogue.find(row.provider);
    if (!provider) throw refused([{ path: 'provider', message: 'is none of the catalogue' }]);
    const strange = paramProblems(provider, row.params);
    if (strange.length > 0) throw refused(strange);
    const credentials = credentialsOf(row, provider);
    const connection: Connection = {
      id,
      workspaceId: row.workspace,
      provider: row.provider,
      endUserId: row.endUserId,
      status: row.status,
      statusReason: row.statusReason ?? '',
      scopes: row.scopes,
      account: { id: row.accountId, name: row.accountName ?? '' },
      params: row.params,
      connectedAt: new Date(row.connectedAt),
    };
    return { connection, credentials };
  }

  async function write(
    connection: Connection,
    credentials: Credentials | undefined,
    at: Date,
  ): Promise<void> {
    const sealed =
      credentials &&
      (await cipher.seal(connection.workspaceId, connection.id, JSON.stringify(credentials.values)));
    const due = credentials && renewAt(credentials, at, renewal);
    if (!(await connections.write(connection, sealed, credentials?.expiresAt, at, due)))
      throw refused([{ path: 'accountId', message: 'is connected already' }]);
  }

  return {
    async create(row: ImportedConnection, at: Date): Promise<string> {
      const id = derivedId('con', [row.workspace, row.legacyId], new Date(row.connectedAt));
      const { connection, credentials } = read(row, id);
      await write(connection, credentials, at);
      return id;
    },

    /** Tokens that were refreshed here, and whatever else was changed here, are newer than a file. */
    async update(
      id: string,
      row: ImportedConnection,
      before: { row: ImportedConnection; changed: boolean },
      at: Date,
    ): Promise<'updated' | 'kept'> {
      if (before.changed) return 'kept';
      const { connection, credentials } = read(row, id);
      const moved = (['provider', 'endUserId', 'accountId', 'connectedAt'] as const).filter(
        name => row[name] !== before.row[name],
      );
      if (moved.length > 0)
        throw refused(moved.map(path => ({ path, message: 'is another than that of the first import' })));
      await write(connection, credentials, at);
      if (row.status === 'revoked' && before.row.status !== 'revoked')
        await connections.announce(revoked(connection));
      return 'updated';
    },
  };
}
