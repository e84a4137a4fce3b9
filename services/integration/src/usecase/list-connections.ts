import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import type { Connection, ConnectionStatus } from '../domain/connection.ts';
import { refuseNul } from '../domain/request-errors.ts';
import { requireConnection } from './find-connection.ts';
import { pageLimit, readToken, writeToken } from './paging.ts';
import type { Connections } from './ports.ts';

/** ListConnectionsRequest filters; '' and an absent status mean all. */
export interface ListConnectionsRequest {
  endUserId: string;
  provider: string;
  status?: ConnectionStatus | undefined;
  pageSize: number;
  pageToken: string;
}

/** createListConnections lists the workspace's connections, newest first. */
export function createListConnections({ connections }: { connections: Connections }) {
  return async (
    request: ListConnectionsRequest,
    call: Call,
  ): Promise<{ connections: Connection[]; nextPageToken: string }> => {
    requirePermission(call, 'connection:read');
    const workspaceId = requireWorkspace(call);
    const { endUserId, provider } = request;
    refuseNul({ endUserId, provider });
    const limit = pageLimit(request.pageSize);
    const before = readToken(request.pageToken);
    const found = await connections.list(workspaceId, {
      limit: limit + 1,
      ...(endUserId === '' ? {} : { endUserId }),
      ...(provider === '' ? {} : { provider }),
      ...(request.status === undefined ? {} : { status: request.status }),
      ...(before === undefined ? {} : { before }),
    });
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { connections: page, nextPageToken: found.length > limit && last ? writeToken(last.id) : '' };
  };
}

/** createGetConnection returns one connection, never its credentials. */
export function createGetConnection({ connections }: { connections: Connections }) {
  return async (request: { connectionId: string }, call: Call): Promise<Connection> => {
    requirePermission(call, 'connection:read');
    return requireConnection(connections, requireWorkspace(call), request.connectionId);
  };
}
