import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedAgent } from '@neighbourhood/shared/net/ssrf';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createMemoryState } from '@neighbourhood/shared/testing/memory-state';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { actionSettings } from '../../test/harness.ts';
import { type Reply, startLocalServer } from '../../test/local-server.ts';
import { readSandbox } from '../../test/sandbox-catalogue.ts';
import type { ProviderCall } from '../usecase/ports.ts';
import { createProviderAccess } from './provider-access.ts';

const agent = createGuardedAgent({ profile: 'local' });
const stops: (() => Promise<unknown>)[] = [];

afterEach(() => Promise.all(stops.splice(0).map(stop => stop())));
afterAll(() => agent.close());

async function call(url: string, change: Partial<ProviderCall> = {}, settings = {}) {
  const actions = { ...actionSettings, ...settings };
  const { caller } = createProviderAccess({
    store: createMemoryState(),
    log: silentLog,
    dispatcher: agent,
    tokenDispatcher: agent,
    actions,
    now: () => new Date(),
  });
  const provider = await readSandbox();
  return caller.call({
    provider,
    workspaceId: 'wsp_1',
    request: { method: 'POST', url, headers: {}, body: '{}' },
    repeatable: false,
    deadline: new Date(Date.now() + 5_000),
    signal: new AbortController().signal,
    ...change,
  });
}

async function serve(...replies: Reply[]) {
  const server = await startLocalServer((_seen, count) => replies[count - 1] ?? replies.at(-1)!);
  stops.push(server.stop);
  return server;
}

const good: Reply = { body: { done: true } };

describe('a request that must not be repeated', () => {
  test.each([
    ['the connection broke after it was sent', 'hangUp' as const, 'PROVIDER.UNAVAILABLE'],
    ['the provider failed', { status: 500 }, 'PROVIDER.ERROR'],
    ['the provider was unavailable', { status: 503 }, 'PROVIDER.UNAVAILABLE'],
    [
      'the provider was unavailable and said for how long',
      { status: 503, headers: { 'retry-after': '0' } },
      'PROVIDER.UNAVAILABLE',
    ],
  ])('is sent once when %s', async (_name, reply, code) => {
    const server = await serve(reply, good);
    await expect(call(server.url)).rejects.toMatchObject({ code, metadata: { attempts: '1' } });
    expect(server.requests).toHaveLength(1);
  });

  test('is sent once when a connection that was kept open breaks', async () => {
    const server = await serve(good, 'hangUp', good);
    await call(server.url);
    await expect(call(server.url)).rejects.toMatchObject({ code: 'PROVIDER.UNAVAILABLE' });
    expect(server.requests).toHaveLength(2);
  });

  test('is sent once when the answer does not come in time', async () => {
    const silent = createServer();
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    let requests = 0;
    silent.on('request', () => (requests += 1));
    stops.push(async () => {
      silent.close();
      silent.closeAllConnections();
    });
    const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await expect(call(url, {}, { attemptTimeout: 50 })).rejects.toMatchObject({ code: 'PROVIDER.TIMEOUT' });
    expect(requests).toBe(1);
  });

  test('is sent again when it was not accepted: the provider allowed no more', async () => {
    const server = await serve({ status: 429, headers: { 'retry-after': '0' } }, good);
    expect(await call(server.url)).toMatchObject({ kind: 'success', body: { done: true }, attempts: 2 });
  });

  test('is tried again when no connection came about', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    await expect(call(url)).rejects.toMatchObject({
      code: 'PROVIDER.UNAVAILABLE',
      metadata: { attempts: '3' },
    });
  });
});

describe('a request that may be repeated', () => {
  test.each([
    ['the connection broke', 'hangUp' as const],
    ['the provider failed', { status: 500 }],
    ['the provider was unavailable', { status: 503 }],
  ])('is sent again when %s', async (_name, reply) => {
    const server = await serve(reply, reply, good);
    expect(await call(server.url, { repeatable: true })).toMatchObject({ kind: 'success', attempts: 3 });
  });

  test('is not sent again when the provider understood and refused', async () => {
    const server = await serve({ status: 404 }, good);
    await expect(call(server.url, { repeatable: true })).rejects.toMatchObject({
      code: 'PROVIDER.ERROR',
      metadata: { attempts: '1', status: '404' },
    });
  });

  test('is not sent again when there is no time left', async () => {
    const server = await serve({ status: 503, headers: { 'retry-after': '2' } }, good);
    const hurried = call(server.url, { repeatable: true, deadline: new Date(Date.now() + 1_000) });
    await expect(hurried).rejects.toMatchObject({ retryAfterSeconds: 2, metadata: { attempts: '1' } });
  });

  test('is not sent again when the caller went away', async () => {
    const gone = new AbortController();
    const server = await startLocalServer(() => {
      gone.abort();
      return { status: 500 };
    });
    stops.push(server.stop);
    await expect(call(server.url, { repeatable: true, signal: gone.signal })).rejects.toBeDefined();
    expect(server.requests).toHaveLength(1);
  });
});

test('credentials that are refused are told, not tried again', async () => {
  const server = await serve({ status: 401 }, good);
  expect(await call(server.url)).toMatchObject({ kind: 'unauthorized', attempts: 1 });
});

test('an address that may not be called is not, and opens no breaker', async () => {
  await expect(call('http://169.254.169.254/latest', { repeatable: true })).rejects.toMatchObject({
    code: 'PROVIDER.UNAVAILABLE',
    metadata: { attempts: '1' },
  });
});

test('more calls at once than allowed are turned away, not queued for ever', async () => {
  const server = await serve(good);
  const { caller } = createProviderAccess({
    store: createMemoryState(),
    log: silentLog,
    dispatcher: agent,
    tokenDispatcher: agent,
    actions: { ...actionSettings, concurrency: 1, queue: 1 },
    now: () => new Date(),
  });
  const provider = await readSandbox();
  const one = () =>
    caller.call({
      provider,
      workspaceId: 'wsp_1',
      request: { method: 'GET', url: server.url, headers: {} },
      repeatable: true,
      deadline: new Date(Date.now() + 5_000),
      signal: new AbortController().signal,
    });
  const outcomes = await Promise.allSettled([one(), one(), one()]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(outcomes[2]).toMatchObject({ reason: { code: 'PROVIDER.UNAVAILABLE', retryAfterSeconds: 1 } });
});
