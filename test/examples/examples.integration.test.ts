import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { newEvent, type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { fileSecrets, redisComponents, subscription } from '@neighbourhood/shared/testing/components';
import { type Daprd, type DaprResource, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testRedis } from '@neighbourhood/shared/testing/redis';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { startTracing } from '@neighbourhood/shared/tracing/tracing';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { type AppProcess, startExample } from './app-process.ts';
import { type Example, examples, firstInstallMs, make, missing, root } from './example.ts';
import { type FakePlatform, startFakePlatform } from './fake-platform.ts';

let platform: FakePlatform;
let components: DaprResource[];
let stopTracing: () => Promise<void>;

/** Tries events for a minute, as the platform does, but sooner. */
const patient: DaprResource = {
  apiVersion: 'dapr.io/v1alpha1',
  kind: 'Resiliency',
  metadata: { name: 'test' },
  spec: {
    policies: { retries: { soon: { policy: 'constant', duration: '200ms', maxRetries: 300 } } },
    targets: { components: { pubsub: { inbound: { retry: 'soon' } } } },
  },
};

async function newKey(): Promise<{ privateJwk: JWK; publicJwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const common = { kid: randomBytes(4).toString('hex'), alg: 'EdDSA' };
  return {
    privateJwk: { ...(await exportJWK(privateKey)), ...common },
    publicJwk: { ...(await exportJWK(publicKey)), ...common },
  };
}

beforeAll(async () => {
  stopTracing = await startTracing({ app: 'test', sampleRatio: 1 });
  const keys = await Promise.all(examples.map(async ({ appId }) => ({ appId, ...(await newKey()) })));
  const secrets = path.join(testServers().directory, `${randomBytes(6).toString('hex')}.json`);
  const stored = keys.map(({ appId, privateJwk }) => [`${appId}-internal-key`, JSON.stringify(privateJwk)]);
  await writeFile(secrets, JSON.stringify(Object.fromEntries(stored)));
  components = [...redisComponents(await testRedis()), fileSecrets(secrets), patient];
  const heard = examples.flatMap(({ appId }) => [
    subscription('consent', `${appId}.events`, '/told'),
    subscription('consent', `${appId}.dead`, '/dead'),
  ]);
  platform = await startFakePlatform({
    keys: Object.fromEntries(keys.map(({ appId, publicJwk }) => [appId, { keys: [publicJwk] }])),
    issuers: examples.map(({ appId, permissions }) => ({ app: appId, kinds: ['apiKey'], permissions })),
    components: [...components, ...heard],
  });
});

afterAll(async () => {
  await platform.stop();
  await stopTracing();
});

for (const example of examples) {
  const reason = await missing(example);
  if (reason === undefined) {
    describe(`the example in ${example.language}`, () => {
      describeExample(example);
    });
    continue;
  }
  console.warn(`The example in ${example.language} is not tested: ${reason}.`);
  // eslint-disable-next-line no-restricted-syntax -- not on this machine, and tools/jest/run.ts says so
  test.skip(`the example in ${example.language} (skipped: ${reason})`, () => undefined);
}

function describeExample(example: Example): void {
  let daprd: Daprd;
  let app: AppProcess;
  let appPort: number;
  const appToken = 'app-token-of-the-example';
  const apiToken = 'api-token-of-the-example';

  const start = () => startExample(example, { appPort, daprd, apiToken, appToken });

  beforeAll(async () => {
    await make(example, 'install');
    appPort = await freePort();
    daprd = await startDaprd({
      appId: example.appId,
      appPort,
      appToken,
      apiToken,
      components,
      folders: [path.join(root, example.folder, 'components')],
      appHealthCheck: true,
      waitUntilReady: false,
    });
    app = await start();
  }, firstInstallMs);

  afterAll(async () => {
    await app.stop();
    await daprd.stop();
  });

  beforeEach(() => {
    platform.before = () => undefined;
  });

  const granted = (consentId: string, over: Partial<CloudEvent> = {}): CloudEvent => ({
    ...newEvent({
      type: 'consent.granted',
      source: '/neighbourhood/consent',
      subject: consentId,
      workspaceId: 'wsp_1',
      data: {
        workspaceId: 'wsp_1',
        consentId,
        endUserId: consentId.replace('cns_', 'user-'),
        provider: 'sandbox',
      },
    }),
    ...over,
  });
  const publish = (event: CloudEvent) => platform.sidecar.publish('consent.events', event);
  const arrivedFor = (route: string, id: string) =>
    platform.arrived.filter(one => one.route === route && one.event.id === id).map(({ event }) => event);
  const told = ({ id }: CloudEvent) => arrivedFor('/told', `${id}.${example.appId}`);
  const dead = ({ id }: CloudEvent) => arrivedFor('/dead', id);
  const askedFor = ({ id }: CloudEvent, method: string) =>
    platform.asked.filter(
      ({ call, method: name }) =>
        name === method && call.requestId === id && call.identity.issuer === example.appId,
    );
  const soon = { timeoutMs: 60_000, what: () => `what was waited for; the app's output:\n${app.output()}` };

  test('passes its own checks and unit tests', async () => {
    await expect(make(example, 'check')).resolves.toBeUndefined();
  });

  test('welcomes whoever gave a consent, and tells how the run ended', async () => {
    const event = granted('cns_ada');
    await publish(event);
    const [ended] = await eventually(() => told(event).length > 0 && told(event), soon);
    expect(ended).toMatchObject({
      type: 'welcome.ended',
      workspaceId: 'wsp_1',
      data: {
        workspaceId: 'wsp_1',
        consentId: 'cns_ada',
        endUserId: 'user-ada',
        status: 'completed',
        output: { greeting: 'Welcome, user-ada' },
      },
    });
  });

  test('calls with its own identity, a deadline, the trace of the event, and a key that makes a run one', async () => {
    const traceId = randomBytes(16).toString('hex');
    const event = granted('cns_bob', { traceparent: `00-${traceId}-b7ad6b7169203331-01` });
    await publish(event);
    await eventually(() => told(event).length > 0, soon);
    for (const method of ['GetConsent', 'ListWorkflows', 'ExecuteWorkflow']) {
      const [asked] = askedFor(event, method);
      expect(asked).toMatchObject({
        traceId,
        call: { identity: { kind: 'apiKey', issuer: example.appId, workspaceId: 'wsp_1' } },
      });
      expect(asked!.call.deadline.getTime() - Date.now()).toBeLessThan(25_000);
    }
    expect(askedFor(event, 'ExecuteWorkflow')[0]!.request).toMatchObject({
      idempotencyKey: `${event.id}.${example.appId}`,
      endUserId: 'user-bob',
    });
    expect(told(event)[0]!.traceparent).toContain(traceId);
  });

  test('handles an event once that comes twice', async () => {
    const [event, last] = [granted('cns_twice'), granted('cns_last')];
    await publish(event);
    await eventually(() => told(event).length > 0, soon);
    await eventually(() => app.output().includes('"handled"'), soon);
    const seen = app.output().split('seen before').length;
    await publish(event);
    await eventually(() => app.output().split('seen before').length > seen, soon);
    await publish(last);
    await eventually(() => told(last).length > 0, soon);
    expect(told(event)).toHaveLength(1);
    expect(askedFor(event, 'ExecuteWorkflow')).toHaveLength(1);
  });

  test('lets pass what it does not know: types, and fields that are newer', async () => {
    const unknown = granted('cns_x', { type: 'consent.invented' });
    const newer = granted('cns_newer');
    newer.data = { ...(newer.data as object), inventedLater: [1, { a: null }] };
    await publish(unknown);
    await publish(newer);
    await eventually(() => told(newer).length > 0, soon);
    expect(dead(unknown)).toEqual([]);
    expect(askedFor(unknown, 'GetConsent')).toEqual([]);
  });

  test('drops what cannot be read, as a dead letter', async () => {
    const event = granted('cns_bad', { data: { consentId: { not: 'a text' } } });
    await publish(event);
    await eventually(() => dead(event).length > 0, soon);
    expect(askedFor(event, 'GetConsent')).toEqual([]);
  });

  test('drops what a service refuses for good, and logs which field is wrong', async () => {
    const event = granted('cns_refused');
    platform.before = ({ method, call }) => {
      if (method !== 'ExecuteWorkflow' || call.requestId !== event.id) return;
      const fields = [{ path: 'input', message: 'must be friendlier' }];
      throw new AppError('invalidArgument', 'WORKFLOW.INVALID_INPUT', 'The input is wrong.', { fields });
    };
    await publish(event);
    await eventually(() => dead(event).length > 0, soon);
    expect(askedFor(event, 'ExecuteWorkflow')).toHaveLength(1);
    expect(app.output()).toMatch(/WORKFLOW\.INVALID_INPUT: .*input: must be friendlier/);
  });

  test('needs no run where the consent is gone', async () => {
    const event = granted('cns_gone');
    await publish(event);
    await eventually(() => app.output().includes(event.id) && askedFor(event, 'GetConsent').length > 0, soon);
    expect(askedFor(event, 'ExecuteWorkflow')).toEqual([]);
    expect(dead(event)).toEqual([]);
  });

  test('tries again what a service cannot do right now', async () => {
    const event = granted('cns_later');
    let failures = 3;
    platform.before = ({ method, call }) => {
      if (method !== 'ExecuteWorkflow' || call.requestId !== event.id || failures-- <= 0) return;
      throw new AppError('rateLimited', 'RATE.LIMITED', 'Too many.', { retryAfterSeconds: 1 });
    };
    await publish(event);
    await eventually(() => told(event).length > 0, soon);
    expect(askedFor(event, 'ExecuteWorkflow').length).toBeGreaterThanOrEqual(4);
  });

  test('loses nothing when it is killed at work, and runs nothing twice', async () => {
    const events = Array.from({ length: 20 }, (_, index) => granted(`cns_many${index}`));
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    let holding = 0;
    platform.before = async ({ method, call }) => {
      if (method !== 'ExecuteWorkflow' || call.identity.issuer !== example.appId) return;
      holding += 1;
      if (holding > 5) await held;
    };
    await Promise.all(events.map(publish));
    await eventually(() => holding > 7, soon);
    await app.stop('SIGKILL');
    release();
    app = await start();
    await eventually(() => events.every(event => told(event).length > 0), soon);
    const runs = events.map(event => platform.runs.get(`${event.id}.${example.appId}`)?.id);
    expect(new Set(runs).size).toBe(events.length);
    expect(events.flatMap(dead)).toEqual([]);
  });

  test('takes no call that is not from its own sidecar, and no event that another app made up', async () => {
    const direct = await call(
      `127.0.0.1:${appPort}`,
      'neighbourhood.consent.v1.ConsentService/GetConsent',
      {},
    );
    expect(direct).toMatchObject({ code: status.UNAUTHENTICATED });
    const { headers } = platform.sidecar.route(example.appId);
    const forged = 'dapr.proto.runtime.v1.AppCallback/OnTopicEvent';
    expect(await call(`127.0.0.1:${platform.grpcPort}`, forged, headers)).toMatchObject({
      code: status.UNAUTHENTICATED,
    });
  });

  test('ends by itself when it is told to', async () => {
    await app.stop('SIGTERM');
    app = await start();
    const event = granted('cns_after');
    await publish(event);
    await eventually(() => told(event).length > 0, soon);
  });
}

function call(address: string, method: string, headers: Readonly<Record<string, string>>) {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  const client = new Client(address, credentials.createInsecure());
  const pass = (bytes: Buffer) => bytes;
  return new Promise<ServiceError | null>(resolve => {
    const options = { deadline: Date.now() + 20_000 };
    client.makeUnaryRequest(`/${method}`, pass, pass, Buffer.alloc(0), metadata, options, error => {
      client.close();
      resolve(error);
    });
  });
}
