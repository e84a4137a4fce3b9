import { buffer } from 'node:stream/consumers';
import { createGuardedAgent } from '@neighbourhood/shared/net/ssrf';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createMemoryState } from '@neighbourhood/shared/testing/memory-state';
import { actionSettings } from '../../test/harness.ts';
import { startLocalServer } from '../../test/local-server.ts';
import { readSandbox } from '../../test/sandbox-catalogue.ts';
import { createProviderAccess } from './provider-access.ts';

// Requests that HTTP cannot carry: whoever wrote them is told, and the provider is none the worse.

const agent = createGuardedAgent({ profile: 'local' });
let server: Awaited<ReturnType<typeof startLocalServer>>;

beforeAll(async () => {
  server = await startLocalServer(() => ({ body: { done: true } }));
});
afterAll(() => Promise.all([server.stop(), agent.close()]));

async function setUp() {
  const provider = await readSandbox(server.url);
  const access = createProviderAccess({
    store: createMemoryState(),
    log: silentLog,
    dispatcher: agent,
    tokenDispatcher: agent,
    actions: { ...actionSettings, breakerFailures: 2 },
    now: () => new Date(),
  });
  const callWith = (headers: Record<string, string>) => ({
    provider,
    workspaceId: 'wsp_1',
    request: { method: 'GET' as const, url: server.url, headers },
    repeatable: true,
    deadline: new Date(Date.now() + 5_000),
    signal: new AbortController().signal,
  });
  const calling = (headers: Record<string, string>) => access.caller.call(callWith(headers));
  const streaming = async (headers: Record<string, string>) => {
    const { status, body } = await access.streams.open(callWith(headers));
    await buffer(body);
    return { status };
  };
  return { ways: { calling, streaming }, status: () => access.health.status(provider, 'wsp_1') };
}

test.each(['calling', 'streaming'] as const)('%s: is a bad request, no outage', async way => {
  const { ways, status } = await setUp();
  const before = server.requests.length;
  const bad = [{ 'x-name': 'a\r\nb: c' }, { 'x-name': '€' }, { 'x name': 'a' }, { 'x-name': '\0' }];
  for (const headers of [...bad, ...bad])
    await expect(ways[way](headers as Record<string, string>)).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
      fields: [{ path: 'headers' }],
    });
  expect(server.requests).toHaveLength(before);
  expect(await ways[way]({ 'x-name': 'é' })).toMatchObject({ status: 200 });
  expect(await status()).toMatchObject({ circuit: 'closed', errorRate: 0 });
});
