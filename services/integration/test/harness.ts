import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Call } from '@neighbourhood/shared/call/call';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { createGuardedAgent } from '@neighbourhood/shared/net/ssrf';
import { createMemoryState } from '@neighbourhood/shared/testing/memory-state';
import { fakeCall, silentLog } from '@neighbourhood/shared/testing/fake-call';
import type { Sandbox } from '@neighbourhood/sandbox-provider/sandbox';
import { createIntegrationApp, type IntegrationApp, type IntegrationDeps } from '../src/app.ts';
import type { Connection } from '../src/domain/connection.ts';
import { checkSchema } from '../src/infrastructure/ajv-check-schema.ts';
import { createCursorSeals } from '../src/infrastructure/cursor-seals.ts';
import {
  createEnvelopeCipher,
  type DataKeys,
  type FollowedWrapping,
} from '../src/infrastructure/envelope-cipher.ts';
import { createProviderAccess } from '../src/infrastructure/provider-access.ts';
import { createReadDefinition } from '../src/infrastructure/read-definition.ts';
import { createCatalogue, loadCatalogue, readProvider } from '../src/infrastructure/yaml-catalogue.ts';
import { createWrapping, type WrappingKeys } from '../src/infrastructure/wrapping.ts';
import type { CredentialCipher, ProviderCatalogue } from '../src/usecase/ports.ts';
import { createMemoryConnections } from './fakes/memory-connections.ts';
import { createMemoryDataKeys } from './fakes/memory-data-keys.ts';
import { createMemoryOwnClients } from './fakes/memory-own-clients.ts';
import { createMemoryOwnProviders } from './fakes/memory-own-providers.ts';
import { createMemoryPending } from './fakes/memory-pending.ts';
import { createMemoryRuns } from './fakes/memory-runs.ts';

/** callbackUrl is the address that the sandbox lets browsers return to. */
export const callbackUrl = 'http://127.0.0.1:8080/api/v1/connections/callback';

/** permissions of a caller who may do everything here. */
export const permissions = [
  'integration:read',
  'integration:write',
  'integration:delete',
  'integration:execute',
  'connection:read',
  'connection:write',
  'connection:delete',
  'connection:proxy',
];

/** actionSettings are quick, so that tests of failures end soon. */
export const actionSettings = {
  attemptTimeout: 2_000,
  attempts: 3,
  firstWait: 5,
  longestWait: 3_000,
  reserve: 100,
  maxAnswer: 1024 * 1024,
  maxTransfer: 2 * 1024 * 1024,
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
  return createEnvelopeCipher(store, wrappingOf(secret));
}

function wrappingOf(secret: WrappingKeys): FollowedWrapping {
  return { current: createWrapping(secret), refresh: () => Promise.resolve() };
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

/** readDefinition reads as in the local profile. */
export const readDefinition = createReadDefinition({ profile: 'local' });

const folder = new URL('../catalogue/', import.meta.url);
let others: Promise<ProviderCatalogue> | undefined;

/** catalogueOf is the real catalogue, read once, with the sandbox where it runs. */
export async function catalogueOf({ url }: Pick<Sandbox, 'url'>): Promise<ProviderCatalogue> {
  others ??= loadCatalogue(folder, { profile: 'local' });
  const [rest, entry] = await Promise.all([others, readFile(new URL('sandbox.yaml', folder), 'utf8')]);
  const sandbox = readProvider('sandbox.yaml', entry, { baseUrls: { sandbox: url } });
  return createCatalogue([...rest.list().filter(({ id }) => id !== 'sandbox'), sandbox]);
}

/** createTestApp wires the real use cases with the real sandbox, in memory but for what is given. */
export async function createTestApp(sandbox: Sandbox, given: Partial<IntegrationDeps> = {}) {
  const [agent, tokenAgent] = [
    createGuardedAgent({ profile: 'local' }),
    createGuardedAgent({ profile: 'local' }),
  ];
  const revisionOf = (workspaceId: string, id: string) => ownProviders.revisionOf(workspaceId, id);
  const ownClients = createMemoryOwnClients(revisionOf);
  const memory = createMemoryConnections(revisionOf);
  const { isUsed } = memory;
  const ownProviders = createMemoryOwnProviders({ read: readDefinition, isUsed, ownClients });
  const consents: TestConsents = { refusal: undefined, asked: [] };
  const now = given.now ?? (() => new Date());
  const app = createIntegrationApp({
    catalogue: given.catalogue ?? (await catalogueOf(sandbox)),
    clients: {
      find: async id =>
        id === 'sandbox' ? { clientId: sandbox.clientId, clientSecret: sandbox.clientSecret } : undefined,
    },
    due: { take: async () => ({ taken: 0, due: [] }) },
    ownClients,
    ownProviders,
    readDefinition,
    connections: memory.connections,
    accounts: memory.accounts,
    watch: {
      due: { claim: async () => [] },
      told: () => undefined,
      settings: { everySeconds: 45, perMinute: 100, limit: 100, concurrency: 5, timeoutMs: 5_000 },
      log: silentLog,
    },
    cipher: cipherOn(createMemoryDataKeys()),
    cursors: createCursorSeals(wrappingOf(newWrappingKeys())),
    pending: createMemoryPending(),
    runs: createMemoryRuns(),
    ...createProviderAccess({
      store: createMemoryState(),
      log: silentLog,
      dispatcher: agent,
      tokenDispatcher: tokenAgent,
      actions: actionSettings,
      now,
    }),
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
      renewal: { timeoutMs: 5_000, aheadMs: 300_000, idleMs: 7 * 86_400_000 },
      usedWithinMs: 86_400_000,
      revokeTimeoutMs: 2_000,
      leaseSeconds: 60,
      mostBytes: actionSettings.maxTransfer,
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
    callback: {},
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
