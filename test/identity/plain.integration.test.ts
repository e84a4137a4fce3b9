import { status } from '@grpc/grpc-js';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { startApp, type TestApp, testKeys } from '../../shared/test/app.ts';
import { callbacks, harmless } from './methods.ts';
import { createRawClient, type RawClient } from './raw-call.ts';

// A developer's machine, without mTLS: the port where sidecars call each other is open to any process there.

const keys = await testKeys();
const method = '/neighbourhood.consent.v1.ConsentService/ValidateConsent';
let app: TestApp;
let client: RawClient;
let heard: string[];

beforeAll(async () => {
  const note = (what: string) => () => {
    heard.push(what);
    return Promise.resolve();
  };
  app = await startApp({
    ...{ appId: 'open', keys },
    handlers: { ValidateConsent: () => note('call')().then(() => ({ valid: true })) },
    events: { '': note('event'), '/events': note('event') },
    jobs: { '': note('job') },
  });
  client = createRawClient(app.daprd.internalPort);
});
afterAll(async () => {
  client.close();
  await app.stop();
});
beforeEach(() => {
  heard = [];
});

test('through it nobody sends an app events or jobs: the sidecar shows its token with them, as it never does', async () => {
  const forged = callbacks.filter(path => !harmless.includes(path) && !path.endsWith('/OnInvoke'));
  expect(forged.length).toBeGreaterThan(3);
  for (const path of forged)
    for (const name of ['dapr-app-id', 'dapr-callee-app-id']) {
      const { code } = await client.call(path, { [name]: 'open' });
      expect([path, name, status[code]]).toEqual([path, name, 'UNAUTHENTICATED']);
    }
  expect(heard).toEqual([]);
});

test('through it nobody calls a service without an identity that the gateway or workflow signed', async () => {
  const headers = { 'dapr-app-id': 'open', 'dapr-caller-app-id': 'gateway', 'dapr-stream': 'true' };
  expect((await client.call(method, headers)).code).toBe(status.UNAUTHENTICATED);
  expect(heard).toEqual([]);
  const token = await keys.gateway.sign(fakeCall().identity);
  const answer = await client.call(method, { ...headers, authorization: `Bearer ${token}` });
  expect([answer.code, heard]).toEqual([status.OK, ['call']]);
});

test('the app itself hears no callback but on the connection of its sidecar, which it gets to know by its token', async () => {
  const direct = createRawClient(app.port);
  for (const path of callbacks.filter(path => !harmless.includes(path)))
    expect((await direct.call(path)).code).toBe(status.UNAUTHENTICATED);
  direct.close();
  expect(heard).toEqual([]);
});
