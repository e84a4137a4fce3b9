import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import type { Connection } from '../domain/connection.ts';
import { requireEndUserId } from '../domain/request-errors.ts';
import { findOnlyActive } from './find-connection.ts';
import { requireProvider } from './find-provider.ts';
import type { Connections, WorkspaceCatalogue } from './ports.ts';

/** createResolveConnection answers which connection is meant when nobody names one. */
export function createResolveConnection(deps: { connections: Connections; catalogue: WorkspaceCatalogue }) {
  return async (request: { endUserId: string; provider: string }, call: Call): Promise<Connection> => {
    requirePermission(call, 'connection:read');
    const workspaceId = requireWorkspace(call);
    requireEndUserId(request.endUserId);
    await requireProvider(deps.catalogue, workspaceId, request.provider);
    return findOnlyActive(deps.connections, workspaceId, request);
  };
}
