import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Call } from '@neighbourhood/shared/call/call';
import type { Provider } from '../src/domain/provider.ts';
import { act, callIn, connect, createTestApp, newWorkspace } from './harness.ts';
import { type Reply, type Seen, startLocalServer } from './local-server.ts';
import { movingCatalogue } from './sandbox-catalogue.ts';

// A download whose file lies at another origin.

let sandbox: Sandbox;
let made: Awaited<ReturnType<typeof createTestApp>>;
let api: Awaited<ReturnType<typeof startLocalServer>>;
let elsewhere: typeof api;
let moved: Partial<Provider>;
let call: Call;
let connectionId: string;
let atApi: (seen: Seen) => Reply;
let atElsewhere: (seen: Seen) => Reply;

beforeAll(async () => {
  sandbox = await startSandbox();
  [api, elsewhere] = await Promise.all([
    startLocalServer(seen => atApi(seen)),
    startLocalServer(seen => atElsewhere(seen)),
  ]);
});
afterAll(() => Promise.all([api.stop(), elsewhere.stop(), sandbox.stop()]));
beforeEach(async () => {
  moved = {};
  made = await createTestApp(sandbox, { catalogue: await movingCatalogue(sandbox.url, () => moved) });
  call = callIn(newWorkspace());
  connectionId = (await connect(made.app, call)).id;
  moved = { baseUrl: api.url };
  for (const { requests } of [api, elsewhere]) requests.length = 0;
  atApi = () => redirect(302);
  atElsewhere = () => ({ body: 'content' });
});
afterEach(() => made.close());

const redirect = (status: number, location = `${elsewhere.url}/signed?key=1`): Reply => ({
  status,
  headers: { location },
});

async function download(): Promise<string> {
  const { body } = await made.app.transferFile(
    {
      ...{ connectionId, action: 'download-file', version: '', purpose: '', contentType: '' },
      input: { name: 'a' },
      body: undefined,
    },
    call,
  );
  return (await buffer(Readable.from(body))).toString();
}

/** The download is a POST with a body, as Dropbox's is. */
async function posting(method: 'POST' | 'PUT' | 'GET' = 'POST'): Promise<void> {
  const catalogue = await movingCatalogue(sandbox.url, () => ({}));
  const actions = catalogue
    .find('sandbox')!
    .actions.map(action => ({ ...action, request: { ...action.request, method, body: { secret: 'ours' } } }));
  moved = { ...moved, actions };
}

const failure = () => download().catch((error: unknown) => error);
const status = () => made.app.getProviderStatus({ provider: 'sandbox' }, call);

test.each([301, 302, 303, 307, 308])('%i leads there, with nothing of ours', async code => {
  atApi = () => redirect(code);
  expect(await download()).toBe('"content"');
  expect(elsewhere.requests).toMatchObject([{ method: 'GET', url: '/signed?key=1', body: '' }]);
  expect(elsewhere.requests[0]?.headers).not.toHaveProperty('authorization');
});

test.each([301, 302, 303] as const)('%i after a POST is a GET without its body', async code => {
  await posting();
  atApi = () => redirect(code);
  expect(await download()).toBe('"content"');
  expect(api.requests).toMatchObject([{ method: 'POST', body: '{"secret":"ours"}' }]);
  expect(elsewhere.requests).toMatchObject([{ method: 'GET', body: '' }]);
  expect(elsewhere.requests[0]?.headers).not.toHaveProperty('content-type');
});

test.each([
  ['307 after a POST', 'POST', 307],
  ['308 after a POST', 'POST', 308],
  ['307 after a GET with a body', 'GET', 307],
] as const)('%s would send the body there, and is not followed', async (_name, method, code) => {
  await posting(method);
  atApi = () => redirect(code);
  expect(await failure()).toMatchObject({ code: 'PROVIDER.ERROR', metadata: { status: String(code) } });
  expect(elsewhere.requests).toEqual([]);
});

test.each([300, 304, 305, 306, 399])('%i is no redirect', async code => {
  atApi = () => redirect(code);
  expect(await failure()).toMatchObject({ code: 'PROVIDER.ERROR', metadata: { status: String(code) } });
  expect(elsewhere.requests).toEqual([]);
});

test('what is no address of the web is not followed', async () => {
  for (const location of ['file:///etc/passwd', 'ftp://127.0.0.1/a', 'http://', '']) {
    atApi = () => redirect(302, location);
    expect(await failure()).toMatchObject({ code: 'PROVIDER.ERROR', metadata: { status: '302' } });
  }
});

test('goes no further than a few', async () => {
  atElsewhere = () => redirect(302);
  expect(await failure()).toMatchObject({ code: 'PROVIDER.ERROR', metadata: { status: '302' } });
  expect(elsewhere.requests).toHaveLength(3);
});

test.each([401, 403])(
  '%i there says nothing of the connection, which is not asked to sign in again',
  async code => {
    atElsewhere = () => ({ status: code, body: {} });
    expect(await failure()).toMatchObject({
      code: 'PROVIDER.ERROR',
      message: `The place that Sandbox names for the file answered ${code}.`,
      metadata: { status: String(code) },
    });
    expect(await made.app.getConnection({ connectionId }, call)).toMatchObject({ status: 'active' });
    expect([api.requests.length, elsewhere.requests.length]).toEqual([1, 1]);
  },
);

test('nor does 401 at the provider’s own host, where nobody signed in after a redirect', async () => {
  atApi = ({ url }) => (url === '/signed' ? { status: 401, body: {} } : redirect(302, '/signed'));
  expect(await failure()).toMatchObject({ code: 'PROVIDER.ERROR', metadata: { status: '401' } });
  expect(await made.app.getConnection({ connectionId }, call)).toMatchObject({ status: 'active' });
});

test('429, 5xx and silence there pause nothing, and are no health of the provider’s', async () => {
  const answers: Reply[] = [
    { status: 429, headers: { 'retry-after': '3600' }, body: {} },
    { status: 503, headers: { 'retry-after': '3600' }, body: {} },
  ];
  for (const answer of answers) {
    atElsewhere = () => answer;
    expect(await failure()).toMatchObject({ code: 'PROVIDER.ERROR' });
  }
  atElsewhere = () => 'hangUp';
  expect(await failure()).toMatchObject({ code: 'PROVIDER.UNAVAILABLE' });
  expect(await status()).toMatchObject({ rateLimited: false, errorRate: 0, circuit: 'closed' });
  atApi = () => ({ body: { items: [] } });
  const { output } = await made.app.executeAction(act(connectionId, 'list-notes'), call);
  expect(output).toMatchObject({ items: [] });
});
