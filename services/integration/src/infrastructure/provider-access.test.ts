import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedAgent } from '@neighbourhood/shared/net/ssrf';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createMemoryState } from '@neighbourhood/shared/testing/memory-state';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { actionSettings, catalogueOf } from '../../test/harness.ts';
import { createProviderAccess } from './provider-access.ts';

/** What bounds calls to providers may change while the app runs (`actions` of the dynamic configuration). */
describe('calls to providers, when their settings change', () => {
  const agent = createGuardedAgent({ profile: 'local' });
  const waiting: ServerResponse[] = [];
  let server: Server;

  beforeAll(async () => {
    server = createServer((_request, response) => waiting.push(response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(async () => {
    await agent.close();
    server.close();
  });

  async function setUp(settings: Partial<typeof actionSettings>) {
    const actions = { ...actionSettings, queue: 0, ...settings };
    const { caller } = createProviderAccess({
      store: createMemoryState(),
      log: silentLog,
      dispatcher: agent,
      tokenDispatcher: agent,
      actions,
      now: () => new Date(),
    });
    const provider = (await catalogueOf({ url: 'http://127.0.0.1:1' })).find('sandbox')!;
    const { port } = server.address() as AddressInfo;
    const call = () =>
      caller.call({
        provider,
        workspaceId: 'wsp_1',
        request: { method: 'GET', url: `http://127.0.0.1:${port}/`, headers: {}, body: '' },
        repeatable: true,
        deadline: new Date(Date.now() + 10_000),
        signal: new AbortController().signal,
      });
    return { actions, call };
  }
  const answerAll = (status = 200) => {
    for (const response of waiting.splice(0)) response.writeHead(status).end('{}');
  };

  test('as many go at once as may now, and those under way go on', async () => {
    const { actions, call } = await setUp({ concurrency: 1 });
    const first = call();
    await eventually(() => waiting.length === 1);
    await expect(call()).rejects.toMatchObject({ code: 'PROVIDER.UNAVAILABLE' });
    actions.concurrency = 2;
    const more = [call(), call()];
    await eventually(() => waiting.length === 3);
    await expect(call()).rejects.toMatchObject({ code: 'PROVIDER.UNAVAILABLE' });
    answerAll();
    expect((await Promise.all([first, ...more])).map(({ kind }) => kind)).toEqual([
      'success',
      'success',
      'success',
    ]);
  });

  test('as many attempts are made as may be now', async () => {
    const { actions, call } = await setUp({ attempts: 1 });
    const failing = async () => {
      let over = false;
      const result = call().catch((error: unknown) => error);
      void result.then(() => (over = true));
      await eventually(() => {
        answerAll(503);
        return over;
      });
      return (await result) as { metadata: { attempts: string } };
    };
    expect(await failing()).toMatchObject({ metadata: { attempts: '1' } });
    actions.attempts = 3;
    expect(await failing()).toMatchObject({ metadata: { attempts: '3' } });
  });
});
