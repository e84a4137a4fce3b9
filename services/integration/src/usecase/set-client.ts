import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import type { FieldError } from '@neighbourhood/shared/errors/app-error';
import { invalidRequest } from '../domain/request-errors.ts';
import { requireOAuth2, requireProvider, unknownScopes } from './find-provider.ts';
import type { CredentialCipher, OwnClients, WorkspaceCatalogue } from './ports.ts';
import { sealedClient } from './workspace-clients.ts';

/** SetClientRequest is a workspace's own OAuth client; no scopes means the provider's default set. */
export interface SetClientRequest {
  provider: string;
  clientId: string;
  clientSecret: string;
  scopes: readonly string[];
}

interface Deps {
  catalogue: WorkspaceCatalogue;
  ownClients: OwnClients;
  cipher: CredentialCipher;
}

/**
 * createSetClient makes a workspace a client of its own at a provider. Connections that exist keep the client that
 * they were made with, of which an earlier own one stays for them; the same client id with a new secret is that client.
 */
export function createSetClient({ catalogue, ownClients, cipher }: Deps) {
  return async (request: SetClientRequest, call: Call): Promise<void> => {
    requirePermission(call, 'integration:write');
    const workspaceId = requireWorkspace(call);
    const provider = await requireProvider(catalogue, workspaceId, request.provider);
    requireOAuth2(provider);
    const { clientId, clientSecret } = request;
    const fields = [
      ...textProblems('clientId', clientId),
      ...textProblems('clientSecret', clientSecret),
      ...unknownScopes(provider, request.scopes),
    ];
    if (fields.length > 0) throw invalidRequest(fields);
    const sealed = await cipher.seal(workspaceId, sealedClient(provider.id, clientId), clientSecret);
    const scopes = [...new Set(request.scopes)];
    await ownClients.set(workspaceId, provider.id, { clientId, sealed, scopes }, provider.revision);
  };
}

/** createDeleteClient forgets all clients of a workspace at a provider; what it does to connections, the docs say. */
export function createDeleteClient({ catalogue, ownClients }: Omit<Deps, 'cipher'>) {
  return async (request: { provider: string }, call: Call): Promise<void> => {
    requirePermission(call, 'integration:delete');
    const workspaceId = requireWorkspace(call);
    const provider = await requireProvider(catalogue, workspaceId, request.provider);
    await ownClients.delete(workspaceId, provider.id);
  };
}

const printable = /^[\x20-\x7e]{1,2048}$/;

function textProblems(path: string, value: string): FieldError[] {
  return printable.test(value)
    ? []
    : [{ path, message: 'must have 1 to 2048 printable ASCII characters (RFC 6749, A.1)' }];
}
