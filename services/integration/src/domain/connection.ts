import { AppError } from '@neighbourhood/shared/errors/app-error';

/** ConnectionStatus is the state of a connection, as the API names it. */
export type ConnectionStatus = 'active' | 'expired' | 'needsReauth' | 'revoked' | 'error';

/** Connection is one end user's authorised account at one provider. It never holds credentials. */
export interface Connection {
  id: string;
  workspaceId: string;
  provider: string;
  endUserId: string;
  status: ConnectionStatus;
  /** Why it is not active; '' when it is. */
  statusReason: string;
  /** Scopes that the provider granted. */
  scopes: readonly string[];
  account: { id: string; name: string };
  params: Readonly<Record<string, string>>;
  /** Id of the workspace's own OAuth client that it was made with; absent for the platform's. */
  ownClient?: string;
  connectedAt: Date;
  lastUsedAt?: Date;
}

/** Credentials are what a connection acts with: `accessToken` and `refreshToken`, or the fields of a key. */
export interface Credentials {
  values: Readonly<Record<string, string>>;
  /** When the access token ends; undefined when the provider tells no end. */
  expiresAt?: Date;
}

/** Sealed is encrypted text and the data key that opens it. */
export interface Sealed {
  dataKeyId: string;
  ciphertext: Buffer;
}

/** connectionNotFound is the answer for unknown connections and for other workspaces' alike. */
export function connectionNotFound(): AppError {
  return new AppError('notFound', 'CONNECTION.NOT_FOUND', 'There is no such connection.');
}

/** requireUsable fails unless the connection can act. */
export function requireUsable(connection: Connection): void {
  if (connection.status === 'active') return;
  if (connection.status === 'revoked') throw connectionNotFound();
  throw needsReauth(connection);
}

/** What became of a connection, by its `statusReason`; the end user must authorise again in any case. */
const reasons: Readonly<Record<string, string>> = {
  invalid_grant:
    'The provider ended the grant: access was withdrawn, the password changed, or it was too old.',
  refused: 'The provider no longer takes its credentials, not even new ones.',
  expired: 'Its access token is over, and there is no refresh token.',
  renewal_interrupted: 'A renewal of its token was cut off when the provider had already exchanged it.',
};

/** needsReauth is CONNECTION.NEEDS_REAUTH: the end user must authorise again. */
export function needsReauth(
  { id, statusReason = '' }: Pick<Connection, 'id'> & Partial<Pick<Connection, 'statusReason'>>,
  cause?: unknown,
): AppError {
  const why = Object.hasOwn(reasons, statusReason) ? reasons[statusReason] : undefined;
  return new AppError(
    'conflict',
    'CONNECTION.NEEDS_REAUTH',
    `${why ?? 'The provider no longer accepts this connection.'} The end user must authorise it again.`,
    {
      metadata: { connectionId: id, ...(statusReason === '' ? {} : { reason: statusReason }) },
      ...(cause === undefined ? {} : { cause }),
    },
  );
}

/** missingScopes lists the scopes that an action needs and the connection was not granted. */
export function missingScopes(connection: Connection, needed: readonly string[]): string[] {
  return needed.filter(scope => !connection.scopes.includes(scope));
}
