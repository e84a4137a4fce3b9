import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import type { Connection } from '../domain/connection.ts';
import { located } from '../domain/connection-params.ts';
import { revoked } from '../domain/events.ts';
import { requireConnection } from './find-connection.ts';
import { openCredentials } from './open-credentials.ts';
import type { Connections, CredentialCipher, WorkspaceCatalogue, TokenEndpoint } from './ports.ts';
import type { WorkspaceClients } from './workspace-clients.ts';

interface Deps {
  catalogue: WorkspaceCatalogue;
  clients: WorkspaceClients;
  connections: Connections;
  cipher: CredentialCipher;
  tokens: TokenEndpoint;
  /** How long the provider may take. */
  timeoutMs: number;
}

/**
 * createRevokeIntegration deletes a connection. The provider is told first, as far as that works; then the
 * credentials are destroyed here, whatever it said. Deleting again changes nothing.
 */
export function createRevokeIntegration(deps: Deps) {
  return async (request: { connectionId: string }, call: Call): Promise<{ revokedAtProvider: boolean }> => {
    requirePermission(call, 'connection:delete');
    const connection = await requireConnection(
      deps.connections,
      requireWorkspace(call),
      request.connectionId,
    );
    if (connection.status === 'revoked') return { revokedAtProvider: false };
    const revokedAtProvider = await revokeAtProvider(deps, connection, call);
    await deps.connections.revoke(connection, revoked(connection));
    return { revokedAtProvider };
  };
}

async function revokeAtProvider(deps: Deps, connection: Connection, call: Call): Promise<boolean> {
  const provider = await deps.catalogue.find(connection.workspaceId, connection.provider);
  if (!provider) return false;
  const { auth } = located(provider, connection.params);
  if (auth.type !== 'oauth2' || auth.revocation === undefined) return false;
  const { id, workspaceId } = connection;
  try {
    const client = await deps.clients.of(provider, connection);
    const stored = await deps.connections.findCredentials(workspaceId, id);
    if (!client || !stored) return false;
    const credentials = await openCredentials(deps.cipher, connection, stored);
    await deps.tokens.revoke({ ...provider, auth }, client, credentials, AbortSignal.timeout(deps.timeoutMs));
    return true;
  } catch (err) {
    call.log.warn({ err, connectionId: id, provider: connection.provider }, 'the provider did not revoke');
    return false;
  }
}
