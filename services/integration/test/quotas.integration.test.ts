import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { components } from '@neighbourhood/shared/dapr/components';
import { createSidecar, type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { createGuardedAgent } from '@neighbourhood/shared/net/ssrf';
import { redisComponents } from '@neighbourhood/shared/testing/components';
import { type Daprd, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testRedis } from '@neighbourhood/shared/testing/redis';
import { isAppError } from '@neighbourhood/shared/errors/app-error';
import type { Provider } from '../src/domain/provider.ts';
import { createProviderAccess } from '../src/infrastructure/provider-access.ts';
import type { ProviderCaller } from '../src/usecase/ports.ts';
import { actionSettings } from './harness.ts';
import { readSandbox } from './sandbox-catalogue.ts';

let daprd: Daprd;
let sidecar: Sidecar;
const agent = createGuardedAgent({ profile: 'local', connections: 64 });

beforeAll(async () => {
  daprd = await startDaprd({ appId: 'integration', components: redisComponents(await testRedis()) });
  sidecar = createSidecar({ grpcPort: daprd.grpcPort, log: silentLog });
});
afterAll(async () => {
  sidecar.close();
  await Promise.all([daprd.stop(), agent.close()]);
});

/**
 * A provider that counts every request by the window that ends with it, and takes no more than it says. It forgives a
 * tenth of the window: provider and replicas share this process, and whatever holds it up delays requests.
 */
async function strictProvider({
  requests,
  windowMs,
  headers = false,
}: {
  requests: number;
  windowMs: number;
  headers?: boolean;
}) {
  const counted = windowMs * 0.9;
  const accepted: { at: number; who: string }[] = [];
  let refused = 0;
  let taken = 0;
  const server = createServer((request, response) => {
    const at = performance.now();
    const recent = accepted.filter(each => each.at > at - counted).length + taken;
    const left = requests - recent - 1;
    if (left >= 0) accepted.push({ at, who: String(request.headers['x-who']) });
    else refused += 1;
    const told = headers
      ? { 'x-remaining': String(Math.max(0, left)), 'x-reset': String(Math.ceil(windowMs / 1_000)) }
      : {};
    response.writeHead(left < 0 ? 429 : 200, left < 0 ? { 'retry-after': '2', ...told } : told).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    accepted,
    refused: () => refused,
    /** Somebody else uses the quota, too. */
    useElsewhere: (count: number) => (taken = count),
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const replica = (change: Partial<typeof actionSettings> = {}): ProviderCaller =>
  createProviderAccess({
    dispatcher: agent,
    tokenDispatcher: agent,
    store: sidecar.state(components.state),
    log: silentLog,
    actions: { ...actionSettings, attempts: 1, concurrency: 200, longestWait: 3_000, queue: 30, ...change },
    now: () => new Date(),
  }).caller;

let counter = 0;
const newName = (): string => `${Date.now()}-${(counter += 1)}`;

function calling(
  caller: ProviderCaller,
  provider: Provider,
  url: string,
  who: { workspaceId: string; connection: string; client?: string },
) {
  const { workspaceId, connection, client } = who;
  return caller.call({
    provider,
    workspaceId,
    connection: { id: connection, ...(client === undefined ? {} : { ownClient: client }) },
    request: { method: 'GET', url, headers: { 'x-who': workspaceId } },
    repeatable: true,
    deadline: new Date(Date.now() + 20_000),
    signal: new AbortController().signal,
  });
}

/** Calls over and over, `width` at a time, until it is over; refused calls try again soon. */
async function flood(call: () => Promise<unknown>, { width, until }: { width: number; until: number }) {
  const errors: unknown[] = [];
  const one = async () => {
    while (Date.now() < until) {
      await call().catch(async (error: unknown) => {
        errors.push(error);
        await delay(100);
      });
    }
  };
  await Promise.all(Array.from({ length: width }, one));
  return errors;
}

test('three replicas under ten times the load send a strict provider what it allows, and most of it', async () => {
  const strict = await strictProvider({ requests: 100, windowMs: 5_000 });
  const provider = {
    ...(await readSandbox()),
    rateLimit: { requests: 100, perSeconds: 5, resetUnit: 'seconds' as const },
  };
  const connection = newName();
  const until = Date.now() + 16_000;
  const floods = [replica(), replica(), replica()].map(caller =>
    flood(() => calling(caller, provider, strict.url, { workspaceId: 'w', connection }), {
      width: 40,
      until,
    }),
  );
  const errors = (await Promise.all(floods)).flat();
  strict.stop();

  expect(strict.refused()).toBe(0);
  const times = strict.accepted.map(({ at }) => at);
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000;
  // The first burst is there at once; from then on what comes back is used. domain/quota.test.ts has the share on a
  // clock of its own, 95 %: here whatever else the machine does counts as time on the way.
  expect((times.length - 100) / (seconds * 20)).toBeGreaterThan(0.5);
  expect(errors.length).toBeGreaterThan(0);
  for (const error of errors)
    expect(error).toMatchObject({ code: 'PROVIDER.RATE_LIMITED', kind: 'rateLimited' });
  expect(errors.every(error => isAppError(error) && (error.retryAfterSeconds ?? 0) >= 1)).toBe(true);
});

test('a tenant that floods one OAuth client from every replica leaves another its share', async () => {
  const strict = await strictProvider({ requests: 60, windowMs: 4_000 });
  const client = { requests: 60, perSeconds: 4 };
  const sandbox = await readSandbox();
  const provider = { ...sandbox, rateLimit: { ...sandbox.rateLimit, client } };
  const own = newName();
  const until = Date.now() + 12_500;
  const callers = [replica(), replica(), replica()];
  const noisy = callers.map(caller =>
    flood(
      () =>
        calling(caller, provider, strict.url, { workspaceId: 'noisy', connection: newName(), client: own }),
      { width: 30, until },
    ),
  );
  await delay(500);
  const quiet = flood(
    () =>
      calling(callers[1]!, provider, strict.url, {
        workspaceId: 'quiet',
        connection: newName(),
        client: own,
      }),
    {
      width: 10,
      until,
    },
  );
  await Promise.all([...noisy, quiet]);
  strict.stop();
  expect(strict.refused()).toBe(0);
  const late = strict.accepted.filter(({ at }) => at > (strict.accepted[0]?.at ?? 0) + 4_500);
  expect(late.filter(({ who }) => who === 'quiet').length / late.length).toBeGreaterThan(0.25);
});

test('a 429 pauses the connection on every replica, and other connections not', async () => {
  const strict = await strictProvider({ requests: 1, windowMs: 60_000 });
  const provider = await readSandbox();
  const [one, two] = [replica(), replica({ longestWait: 0 })];
  const who = { workspaceId: 'w', connection: newName() };
  await calling(one, provider, strict.url, who);
  await expect(calling(one, provider, strict.url, who)).rejects.toMatchObject({
    code: 'PROVIDER.RATE_LIMITED',
  });
  expect(strict.refused()).toBe(1);
  const before = strict.refused();
  await expect(calling(two, provider, strict.url, who)).rejects.toMatchObject({
    code: 'PROVIDER.RATE_LIMITED',
    metadata: { attempts: '0' },
  });
  expect(strict.refused()).toBe(before);
  const other = { ...who, connection: newName() };
  await expect(calling(two, provider, strict.url, other)).rejects.toMatchObject({
    metadata: { attempts: '1' },
  });
  strict.stop();
});

test('what the provider says is left counts, where somebody else uses the quota, too', async () => {
  const strict = await strictProvider({ requests: 50, windowMs: 30_000, headers: true });
  strict.useElsewhere(45);
  const sandbox = await readSandbox();
  const rateLimit = {
    requests: 50,
    perSeconds: 30,
    remainingHeader: 'x-remaining',
    resetHeader: 'x-reset',
    resetUnit: 'seconds' as const,
  };
  const provider = { ...sandbox, rateLimit };
  const who = { workspaceId: 'w', connection: newName() };
  const caller = replica({ longestWait: 0 });
  const outcomes: string[] = [];
  for (let call = 0; call < 12; call++) {
    outcomes.push(
      await calling(caller, provider, strict.url, who).then(
        () => 'ok',
        (error: unknown) => String(isAppError(error) && error.metadata['attempts']),
      ),
    );
    await delay(100);
  }
  strict.stop();
  expect(strict.accepted).toHaveLength(5);
  expect(strict.refused()).toBe(0);
  expect(outcomes.slice(-3)).toEqual(['0', '0', '0']);
});
