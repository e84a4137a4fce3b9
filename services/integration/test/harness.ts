import { randomBytes } from 'node:crypto';
import type { Call } from '@neighbourhood/shared/call/call';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { createGuardedAgent } from '@neighbourhood/shared/net/ssrf';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import type { Sandbox } from '@neighbourhood/sandbox-provider/sandbox';
import { createIntegrationApp, type IntegrationApp, type IntegrationDeps } from '../src/app.ts';
import type { Connection } from '../src/domain/connection.ts';
import { checkSchema } from '../src/infrastructure/ajv-check-schema.ts';
import { createEnvelopeCipher, type DataKeys } from '../src/infrastructure/envelope-cipher.ts';
import { createProviderAccess } from '../src/infrastructure/provider-access.ts';
import { loadCatalogue } from '../src/infrastructure/yaml-catalogue.ts';
import { createWrapping, type WrappingKeys } from '../src/infrastructure/wrapping.ts';
import type { CredentialCipher, ProviderCatalogue } from '../src/usecase/ports.ts';
import { createMemoryConnections } from './fakes/memory-connections.ts';
import { createMemoryDataKeys } from './fakes/memory-data-keys.ts';
import { createMemoryPending } from './fakes/memory-pending.ts';
import { createMemoryRuns } from './fakes/memory-runs.ts';

/** callbackUrl is the address that the sandbox lets browsers return to. */
export const callbackUrl = 'http://127.0.0.1:8080/api/v1/connections/callback';

/** permissions of a caller who may do everything here. */
export const permissions = [
  'integration:read',
  'integration:execute',
  'connection:read',
  'connection:write',
  'connection:delete',
];

/** actionSettings are quick, so that tests of failures end soon. */
export const actionSettings = {
  attemptTimeout: 2_000,
  attempts: 3,
  firstWait: 5,
  longestWait: 3_000,
  reserve: 100,
  maxAnswer: 1024 * 1024,
  breakerFailures: 5,
  breakerOpen: 60_000,
  concurrency: 20,
  queue: 500,
  lease: 60_000,
};

/** newWrappingKeys makes a secret `integration-wrapping-keys`. */
export function newWrappingKeys(current = 'k1'): WrappingKeys {
  return { current, keys: { [current]: randomBytes(32).toString('base64') } };
}

/** cipherOn is the cipher of a process that has that secret. */
export function cipherOn(store: DataKeys, secret = newWrappingKeys()): CredentialCipher {
  return createEnvelopeCipher(store, { current: createWrapping(secret), refresh: () => Promise.resolve() });
}

/** callIn is a call of a caller who may do everything in that workspace. */
export function callIn(workspaceId: string, options: Parameters<typeof fakeCall>[0] = {}): Call {
  return fakeCall({ permissions, workspaceId, ...options });
}

/** newWorkspace is a fresh workspace id. */
export const newWorkspace = (): string => newId('wsp');

/** TestConsents allows everything until told otherwise. */
export interface TestConsents {
  refusal: string | undefined;
  asked: object[];
}

const catalogues = new Map<string, Promise<ProviderCatalogue>>();

/** catalogueOf is the real catalogue, with the sandbox where it runs. */
export function catalogueOf({ url }: Pick<Sandbox, 'url'>): Promise<ProviderCatalogue> {
  const directory = new URL('../catalogue/', import.meta.url);
  const catalogue =
    catalogues.get(url) ?? loadCatalogue(directory, { profile: 'local', baseUrls: { sandbox: url } });
  catalogues.set(url, catalogue);
  return catalogue;
}

/** createTestApp wires the real use cases with the real sandbox, in memory but for what is given. */
export async function createTestApp(sandbox: Sandbox, given: Partial<IntegrationDeps> = {}) {
  const [agent, tokenAgent] = [
    createGuardedAgent({ profile: 'local' }),
    createGuardedAgent({ profile: 'local' }),
  ];
  const memory = createMemoryConnections();
  const consents: TestConsents = { refusal: undefined, asked: [] };
  const now = given.now ?? (() => new Date());
  const app = createIntegrationApp({
    catalogue: await catalogueOf(sandbox),
    clients: {
      find: async id =>
        id === 'sandbox' ? { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret } : undefined,
    },
    connections: memory.connections,
    cipher: cipherOn(createMemoryDataKeys()),
    pending: createMemoryPending(),
    runs: createMemoryRuns(),
    ...createProviderAccess({ dispatcher: agent, tokenDispatcher: tokenAgent, actions: actionSettings, now }),
    consents: {
      refusal: async question => {
        consents.asked.push(question);
        return consents.refusal;
      },
    },
    redirectUris: { allowed: async () => ['https://app.example/done'] },
    checkSchema,
    now,
    settings: {
      publicUrl: 'http://127.0.0.1:8080',
      authorizationTtlSeconds: 600,
      refreshMarginMs: 1_000,
      tokenTimeoutMs: 5_000,
      revokeTimeoutMs: 2_000,
      leaseSeconds: 60,
    },
    ...given,
  });
  return {
    app,
    consents,
    events: memory.events,
    connections: memory.connections,
    close: () => Promise.all([agent.close(), tokenAgent.close()]),
  };
}

/** authorize goes the way of the end user's browser to the provider, up to the answer that it brings back. */
export async function authorize(
  app: IntegrationApp,
  call: Call,
  {
    endUserId = 'ann',
    scopes = [],
    redirectUri = '',
  }: { endUserId?: string; scopes?: string[]; redirectUri?: string } = {},
) {
  const { url, state } = await app.getAuthUrl(
    { provider: 'sandbox', endUserId, scopes, redirectUri, params: {} },
    call,
  );
  const token = url.split('/').at(-1) ?? '';
  const { authorizationUrl, browserBinding } = await app.startConnection({ token });
  const answer = await fetch(authorizationUrl, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? 'about:blank').searchParams;
  const request = {
    code: back.get('code') ?? '',
    state: back.get('state') ?? '',
    browserBinding,
    error: back.get('error') ?? '',
    errorDescription: back.get('error_description') ?? '',
    issuer: back.get('iss') ?? '',
  };
  return { url, token, state, authorizationUrl, request };
}

/** connect makes a connection, all the way through the sandbox's OAuth server. */
export async function connect(
  app: IntegrationApp,
  call: Call,
  options: Parameters<typeof authorize>[2] = {},
): Promise<Connection> {
  const { request } = await authorize(app, call, options);
  const { connection } = await app.exchangeCode(
    request,
    fakeCall({ kind: 'anonymous', workspaceId: undefined }),
  );
  return connection;
}

/** act is a request for an action of the sandbox. */
export function act(connectionId: string, action: string, input: unknown = {}, more: object = {}) {
  return {
    connectionId,
    endUserId: '',
    provider: '',
    action,
    version: '',
    input,
    purpose: '',
    idempotencyKey: '',
    ...more,
  };
}
