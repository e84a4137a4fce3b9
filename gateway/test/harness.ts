import { randomBytes } from 'node:crypto';
import { Registry } from 'prom-client';
import { type Call } from '@neighbourhood/shared/call/call';
import { type StateStore } from '@neighbourhood/shared/dapr/state';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { loadOwn, serviceOf } from '@neighbourhood/shared/grpc/protos';
import { createLogger } from '@neighbourhood/shared/logger/logger';
import { createGateway, type GatewaySettings } from '../src/app.ts';
import { permissions } from '../src/domain/permissions.ts';
import { type Problem } from '../src/http/problem.ts';
import { createAnswerVault } from '../src/infrastructure/answer-vault.ts';
import { type HttpServer, listen } from '../src/infrastructure/http-server.ts';
import { createIdempotencyStore } from '../src/infrastructure/idempotency-store.ts';
import { createLeasedLimiter } from '../src/infrastructure/leased-limiter.ts';
import { type ServiceName, type Services, type Transfers } from '../src/infrastructure/services.ts';
import { type Migration } from '../src/sides.ts';
import { createHealth, type Probe } from '../src/usecase/health.ts';
import { type Vault } from '../src/usecase/idempotency-records.ts';
import { type KeyAccess, type MemberAccess } from '../src/usecase/ports.ts';
import { createMemoryState, type MemoryState } from '@neighbourhood/shared/testing/memory-state';

/** id makes a well-formed id for tests. */
export const id = (prefix: string, n = 0) =>
  `${prefix}_01jd9x8k2hf0rt5s1m3v7c6q${String(n).padStart(2, '0')}`;

/** Ids that most tests use. */
export const workspaceId = id('wsp');
export const userId = id('usr');
export const keyId = id('key');

/** Header sets of the two kinds of callers. */
export const asUser = { Authorization: 'Bearer good', 'X-Workspace-Id': workspaceId };
export const asKey = { 'X-API-Key': 'nh_good' };

/** FakeServices holds, per service and method, what a test wants answered. */
export type FakeServices = {
  [S in ServiceName]?: Partial<
    Record<keyof Services[S], (request: never, call: Call, options?: object) => Promise<unknown>>
  >;
};

const protoNames = {
  auth: 'neighbourhood.auth.v1.AuthService',
  integration: 'neighbourhood.integration.v1.IntegrationService',
  workflow: 'neighbourhood.workflow.v1.WorkflowService',
  consent: 'neighbourhood.consent.v1.ConsentService',
  notification: 'neighbourhood.notification.v1.NotificationService',
} as const;

type Fake = (request: never, call: Call, options?: object) => Promise<unknown>;

/** A service of the given methods, each behind its real protobuf encoding; every other method is not there. */
function fakeService(proto: string, given: Record<string, Fake> = {}): object {
  const methods = Object.entries(serviceOf(loadOwn(proto), proto)).map(([name, definition]) => {
    const { requestSerialize, requestDeserialize, responseSerialize, responseDeserialize } = definition;
    const fake = given[name];
    const method = async (request: object, call: Call, options?: object) => {
      const arrived = requestDeserialize(requestSerialize(request)) as never;
      if (fake === undefined)
        throw new AppError('unimplemented', 'TEST.NOT_FAKED', `The test fakes no ${name}.`);
      return responseDeserialize(responseSerialize(await fake(arrived, call, options))) as unknown;
    };
    return [name, method] as const;
  });
  return Object.fromEntries(methods);
}

function fakeServices(given: FakeServices): Services {
  const service = (name: ServiceName) => fakeService(protoNames[name], given[name]) as never;
  return {
    transfers: {
      Transfer: () => {
        throw new Error('The test fakes no Transfer.');
      },
    } satisfies Transfers,
    auth: service('auth'),
    integration: service('integration'),
    workflow: service('workflow'),
    consent: service('consent'),
    notification: service('notification'),
  };
}

/** HarnessOptions override what matters to a test. */
export interface HarnessOptions {
  services?: FakeServices;
  settings?: Partial<GatewaySettings>;
  state?: StateStore;
  permissions?: readonly string[];
  revoked?: Set<string>;
  key?: Partial<KeyAccess>;
  vault?: Vault;
  probes?: { needed?: Record<string, Probe>; optional?: Record<string, Probe> };
  migration?: Migration;
  logLevel?: 'debug' | 'silent';
  /** Whether the user is a member everywhere, in place of `workspaceId` alone. */
  everywhere?: boolean;
}

const roomy = { capacity: 100_000, windowSeconds: 60 };

const settings: GatewaySettings = {
  timeoutMs: 5_000,
  bodyLimitBytes: 1024 * 1024,
  transferTimeoutMs: 60_000,
  transferLimitBytes: 2 * 1024 * 1024,
  trustedProxies: 0,
  https: false,
  cors: { allowedOrigins: ['*'], allowedMethods: ['GET', 'POST'], allowCredentials: false },
  limits: { address: roomy, user: roomy, workspace: roomy, executions: roomy, apiKeyBurst: 1 },
  features: { signUp: true, actions: true, executions: true },
  checkReplies: true,
};

/** Reply is an answer as tests look at it. */
export interface TestReply {
  status: number;
  headers: Headers;
  text: string;
  json: any; // eslint-disable-line @typescript-eslint/no-explicit-any -- tests look into it by hand
  problem: Problem;
}

/** Harness is a gateway that listens, with fakes behind it. */
export interface Harness {
  url: string;
  /** Log records so far. */
  logs: Record<string, unknown>[];
  /** The state in memory, where no other was given. */
  state: MemoryState;
  registry: Registry;
  health: ReturnType<typeof createHealth>;
  server: HttpServer;
  send(
    method: string,
    path: string,
    options?: { headers?: Record<string, string>; body?: unknown; raw?: string; signal?: AbortSignal },
  ): Promise<TestReply>;
  stop(): Promise<void>;
}

const refusal = (code: string) => new AppError('unauthenticated', code, 'no');

/** startHarness starts a gateway on a free port: token `good`, key `nh_good`, workspace `workspaceId`. */
export async function startHarness(options: HarnessOptions = {}): Promise<Harness> {
  const logs: Record<string, unknown>[] = [];
  const log = createLogger({
    app: 'gateway',
    level: options.logLevel ?? 'debug',
    destination: { write: line => void logs.push(JSON.parse(line) as Record<string, unknown>) },
  });
  const memory = createMemoryState();
  const state = options.state ?? memory;
  const registry = new Registry();
  const held = options.permissions ?? permissions;
  const revoked = options.revoked ?? new Set<string>();
  const health = createHealth({ needed: {}, optional: {}, cacheMs: 0, ...options.probes });
  const member: MemberAccess = { role: 'admin', permissions: held };
  const key: KeyAccess = { keyId, workspaceId, permissions: held, rateLimitPerHour: 100_000, ...options.key };
  const app = createGateway({
    settings: { ...settings, ...options.settings },
    log,
    registry,
    services: fakeServices(options.services ?? {}),
    tokens: {
      keys: async () => ({ keys: [{ kty: 'OKP', kid: 'k1' }] }),
      verify: async token => {
        if (token === 'good') return { userId, sessionId: id('ses') };
        throw refusal(token === 'expired' ? 'AUTH.TOKEN_EXPIRED' : 'AUTH.INVALID_TOKEN');
      },
    },
    revocations: { isRevoked: async name => revoked.has(name), note: name => void revoked.add(name) },
    apiKeys: {
      resolve: async given => {
        if (given === 'nh_good') return key;
        throw refusal('AUTH.INVALID_API_KEY');
      },
    },
    members: {
      forget: () => undefined,
      resolve: async (_user, workspace) => {
        if (options.everywhere || workspace === workspaceId) return member;
        throw new AppError('notFound', 'WORKSPACE.NOT_FOUND', 'There is no such workspace.');
      },
    },
    sign: async identity => `signed:${JSON.stringify(identity)}`,
    limiter: createLeasedLimiter({ store: state, log, pause: async () => undefined }),
    records: createIdempotencyStore(state, { keepSeconds: 86_400, runSeconds: 60 }),
    vault:
      options.vault ?? createAnswerVault({ current: 'k', keys: { k: randomBytes(32).toString('base64') } }),
    health,
    migration: options.migration,
  });
  const handler = app.callback();
  const server = await listen((request, response) => void handler(request, response), {
    host: '127.0.0.1',
    port: 0,
    timeoutMs: 5_000,
    drainMs: 2_000,
  });
  const url = `http://127.0.0.1:${server.port}`;

  return {
    url,
    logs,
    state: memory,
    registry,
    health,
    server,
    async send(method, path, { headers = {}, body, raw, signal } = {}) {
      const typed = body === undefined ? headers : { 'Content-Type': 'application/json', ...headers };
      const reply = await fetch(url + path, {
        method,
        headers: typed,
        redirect: 'manual',
        ...(signal ? { signal } : {}),
        ...(body === undefined ? (raw === undefined ? {} : { body: raw }) : { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      const json: unknown =
        /json/.test(reply.headers.get('Content-Type') ?? '') && text !== '' ? JSON.parse(text) : undefined;
      return { status: reply.status, headers: reply.headers, text, json, problem: json as Problem };
    },
    stop: () => server.drain(),
  };
}
