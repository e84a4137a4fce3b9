import { AppError } from '@neighbourhood/shared/errors/app-error';
import { isId } from '@neighbourhood/shared/ids/typed-id';
import { type Connection, connectionNotFound, needsReauth } from '../domain/connection.ts';
import type { Connections } from './ports.ts';

/** requireConnection finds a workspace's connection, or fails with CONNECTION.NOT_FOUND. */
export async function requireConnection(
  connections: Connections,
  workspaceId: string,
  id: string,
): Promise<Connection> {
  const connection = isId('con', id) ? await connections.find(workspaceId, id) : undefined;
  if (connection) return connection;
  throw connectionNotFound();
}

/**
 * findOnlyActive finds an end user's only active connection, or fails: several are ambiguous, none is not found, unless
 * there is one that only needs its end user: then with CONNECTION.NEEDS_REAUTH.
 */
export async function findOnlyActive(
  connections: Connections,
  workspaceId: string,
  { endUserId, provider }: { endUserId: string; provider: string },
): Promise<Connection> {
  const [connection, second] = await connections.list(workspaceId, {
    endUserId,
    provider,
    status: 'active',
    limit: 2,
  });
  if (!connection) throw await whyNone(connections, workspaceId, { endUserId, provider });
  if (!second) return connection;
  throw new AppError(
    'conflict',
    'CONNECTION.AMBIGUOUS',
    'The end user has several active connections at this provider; name the one you mean.',
  );
}

async function whyNone(
  connections: Connections,
  workspaceId: string,
  wanted: { endUserId: string; provider: string },
): Promise<AppError> {
  const [waiting] = await connections.list(workspaceId, { ...wanted, status: 'needsReauth', limit: 1 });
  return waiting ? needsReauth(waiting) : connectionNotFound();
}
