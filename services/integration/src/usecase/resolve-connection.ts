import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Connection, connectionNotFound } from '../domain/connection.ts';
import { requireEndUserId } from '../domain/request-errors.ts';
import { requireProvider } from './find-provider.ts';
import type { Connections, ProviderCatalogue } from './ports.ts';

/** findOnlyActive finds an end user's only active connection, or fails: several are ambiguous, none is not found. */
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
  if (!connection) throw connectionNotFound();
  if (!second) return connection;
  throw new AppError(
    'conflict',
    'CONNECTION.AMBIGUOUS',
    'The end user has several active connections at this provider; name the one you mean.',
  );
}

/** createResolveConnection answers which connection is meant when nobody names one. */
export function createResolveConnection(deps: { connections: Connections; catalogue: ProviderCatalogue }) {
  return async (request: { endUserId: string; provider: string }, call: Call): Promise<Connection> => {
    requirePermission(call, 'connection:read');
    const workspaceId = requireWorkspace(call);
    requireEndUserId(request.endUserId);
    requireProvider(deps.catalogue, request.provider);
    return findOnlyActive(deps.connections, workspaceId, request);
  };
}
