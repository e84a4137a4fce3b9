import type { Call } from '@neighbourhood/shared/call/call';
import { isAppError } from '@neighbourhood/shared/errors/app-error';
import { fakeCall, type FakeCallOptions } from '@neighbourhood/shared/testing/fake-call';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { type AuthDeps, createAuthApp } from '../src/app.ts';
import { createJoseAccessTokens } from '../src/infrastructure/jose-access-tokens.ts';
import { createSecrets } from '../src/infrastructure/secrets.ts';
import { createMemoryStore } from './memory-store.ts';
import type { CachedSession, PasswordHasher, Revocations, SessionCache } from '../src/usecase/ports.ts';

/** A password that every policy likes. */
export const password = 'correct horse battery staple';

/** Where every sign-in of a test comes from. */
export const client = { address: '203.0.113.7', userAgent: 'jest' };

/** testRules are the defaults of configs/auth.yaml. */
export const testRules: AuthDeps['rules'] = {
  sessions: { maxAgeMs: 30 * 86_400_000, refreshMs: 7 * 86_400_000, graceMs: 30_000 },
  lockout: {
    maxFailures: 5,
    windowMs: 900_000,
    lockMs: 900_000,
    addressTries: 300,
    addressWindowMs: 900_000,
  },
  apiKeys: { maxPerWorkspace: 100, defaultRateLimitPerHour: 1000 },
};

/** TurnableClock stands still until it is told. */
export interface TurnableClock {
  (): Date;
  advance(milliseconds: number): void;
}

/** turnableClock starts at a fixed moment. */
export function turnableClock(start = new Date('2026-03-01T12:00:00Z')): TurnableClock {
  let now = start.getTime();
  return Object.assign(() => new Date(now), {
    advance: (milliseconds: number) => void (now += milliseconds),
  });
}

/** signingKey makes a private key as the secret `auth-signing-keys` holds it. */
export async function signingKey(kid: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: 'EdDSA' };
}

/** fakeHasher is quick; hashes that begin with `old:` are outdated. */
export function fakeHasher(): PasswordHasher & { verified: (string | undefined)[] } {
  const verified: (string | undefined)[] = [];
  return {
    verified,
    hash: async text => `new:${text}`,
    verify: async (hash, text) => {
      verified.push(hash);
      return hash?.slice(4) === text;
    },
    isOutdated: hash => hash.startsWith('old:'),
  };
}

/** FakeShared is the state that the gateway sees, and the cache; `down` makes both fail. */
export interface FakeShared {
  down: boolean;
  readonly ended: Set<string>;
  readonly keys: Set<string>;
  readonly cached: Map<string, CachedSession>;
  readonly revocations: Revocations;
  readonly cache: SessionCache;
}

/** fakeShared is up, and empty. */
export function fakeShared(): FakeShared {
  const ended = new Set<string>();
  const keys = new Set<string>();
  const cached = new Map<string, CachedSession>();
  const up = async () => {
    if (shared.down) throw new Error('the state store is down');
  };
  const shared: FakeShared = {
    down: false,
    ended,
    keys,
    cached,
    revocations: {
      sessionEnded: id => up().then(() => void ended.add(id)),
      keyRevoked: id => up().then(() => void keys.add(id)),
      isSessionEnded: id => up().then(() => ended.has(id)),
    },
    cache: {
      get: id => up().then(() => cached.get(id)),
      put: (id, session) => up().then(() => void cached.set(id, session)),
      drop: id => up().then(() => void cached.delete(id)),
    },
  };
  return shared;
}

/** fromGateway is the call that the gateway makes before it knows its caller. */
export const fromGateway = (options: FakeCallOptions = {}): Call =>
  fakeCall({ kind: 'anonymous', subject: '', workspaceId: undefined, ...options });

/** asUser is a user's call, outside any workspace unless told. */
export const asUser = (userId: string, options: FakeCallOptions = {}): Call =>
  fakeCall({ subject: userId, workspaceId: undefined, ...options });

/** asKey is the call of an API key of a workspace. */
export const asKey = (workspaceId: string, permissions: readonly string[]): Call =>
  fakeCall({ kind: 'apiKey', subject: 'key_01h2xcejqtf2nbrexx3vqjhp41', workspaceId, permissions });

/** createTestAuth wires the whole app on fakes. */
export async function createTestAuth(overrides: Partial<AuthDeps> = {}) {
  const clock = turnableClock();
  const store = createMemoryStore();
  const shared = fakeShared();
  const hasher = fakeHasher();
  const keys = { keys: [await signingKey('test')] };
  const tokens = await createJoseAccessTokens({
    keys,
    issuer: 'neighbourhood-auth',
    audience: 'neighbourhood-api',
    lifeMs: 900_000,
    clock,
  });
  const secrets = createSecrets('a pepper that only this test knows about');
  const { cache, revocations } = shared;
  const deps = {
    store,
    hasher,
    tokens,
    secrets,
    cache,
    revocations,
    rules: testRules,
    loopback: true,
    clock,
  };
  const app = createAuthApp({ ...deps, ...overrides });

  return {
    ...deps,
    shared,
    app,
    register: (email: string) => app.registerUser({ email, password, client }, fromGateway()),
    login: (email: string, attempt = password, from = client) =>
      app.login({ email, password: attempt, client: from }, fromGateway()),
    refresh: (refreshToken: string) => app.refreshToken({ refreshToken }, fromGateway()),
    /** A user with a workspace of their own. */
    async owner(email: string) {
      const { user } = await app.registerUser({ email, password, client }, fromGateway());
      const call = asUser(user.id);
      const { workspace } = await app.createWorkspace({ name: `${email}'s` }, call);
      return { userId: user.id, workspaceId: workspace.id, call };
    },
  };
}

/** codeOf gives the code that a promise fails with, and what it answered instead when it does not. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return await promise.then(
    answer => `no failure but ${JSON.stringify(answer)}`,
    (error: unknown) => (isAppError(error) ? error.code : String(error)),
  );
}
