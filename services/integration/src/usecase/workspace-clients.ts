import type { Connection } from '../domain/connection.ts';
import type { Provider } from '../domain/provider.ts';
import type { CredentialCipher, OAuthClient, OwnClient, OwnClients, PlatformClients } from './ports.ts';

/** ChosenClient is the OAuth client of a new connection. */
export interface ChosenClient extends OAuthClient {
  /** Whether it is the workspace's own. */
  own: boolean;
  /** What a connection asks for when the caller names nothing; empty means the provider's default set. */
  scopes: readonly string[];
}

/** WorkspaceClients are the OAuth clients that connections of a workspace are made and kept with. */
export interface WorkspaceClients {
  /** The one for a new connection: the workspace's own, else the platform's. */
  choose(workspaceId: string, provider: Provider): Promise<ChosenClient | undefined>;
  /** The one that a connection was made with; undefined when it is gone. */
  of(
    provider: Provider,
    made: Pick<Connection, 'workspaceId' | 'ownClient'>,
  ): Promise<OAuthClient | undefined>;
}

/**
 * platformClient is the platform's client at a provider. At one that a workspace registered it has none, whatever secret
 * bears the same id: that workspace says where it would be sent.
 */
export async function platformClient(
  clients: PlatformClients,
  { id, own }: Pick<Provider, 'id' | 'own'>,
): Promise<OAuthClient | undefined> {
  return own === true ? undefined : clients.find(id);
}

/** sealedClient is what a client secret is sealed for: at another provider, or for another client, it does not open. */
export function sealedClient(provider: string, clientId: string): string {
  return `oauth-client ${provider} ${clientId}`;
}

interface Deps {
  clients: PlatformClients;
  ownClients: OwnClients;
  cipher: CredentialCipher;
}

/** createWorkspaceClients finds them. A refresh token belongs to its client: each connection keeps the one it was made with. */
export function createWorkspaceClients({ clients, ownClients, cipher }: Deps): WorkspaceClients {
  async function open(workspaceId: string, provider: string, own: OwnClient): Promise<OAuthClient> {
    const { clientId, sealed } = own;
    const clientSecret = await cipher.open(workspaceId, sealedClient(provider, clientId), sealed);
    return { clientId, clientSecret };
  }

  return {
    async choose(workspaceId, provider) {
      const own = await ownClients.current(workspaceId, provider.id);
      if (own) return { ...(await open(workspaceId, provider.id, own)), own: true, scopes: own.scopes };
      const platform = await platformClient(clients, provider);
      return platform && { ...platform, own: false, scopes: [] };
    },

    async of(provider, { workspaceId, ownClient }) {
      if (ownClient === undefined) return platformClient(clients, provider);
      const own = await ownClients.find(workspaceId, provider.id, ownClient);
      return own && open(workspaceId, provider.id, own);
    },
  };
}
