import { spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { startDaprd } from '@neighbourhood/shared/testing/daprd';
import { requireMtls } from '@neighbourhood/shared/process/require-mtls';
import { startApp, type TestApp, testKeys } from '../../shared/test/app.ts';
import { credentialsOf, shownBy } from './certificate.ts';
import { createRawClient } from './raw-call.ts';
import { startTestSentry, type TestSentry } from './sentry.ts';

const request = { endUserId: 'u1', provider: 'slack' };
const keys = await testKeys();
let sentry: TestSentry;
let caller: TestApp;
let callee: TestApp;

const startCallee = () =>
  startApp({
    ...{ appId: 'callee', keys },
    ...sentry.trust('callee'),
    handlers: { ValidateConsent: () => Promise.resolve({ valid: true }) },
  });
const startCaller = () => startApp({ appId: 'caller', keys, ...sentry.trust('caller') });

const call = async () => {
  const plain = fakeCall();
  const token = await keys.gateway.sign(plain.identity);
  return caller.clientOf('callee').ValidateConsent(request, { ...plain, token });
};

/** Calls over and over until something came about; every single call must succeed. */
async function callUntil(done: () => Promise<boolean>, what: string): Promise<void> {
  await eventually(
    async () => {
      expect(await call()).toMatchObject({ valid: true });
      return done();
    },
    { what, timeoutMs: 90_000, intervalMs: 50 },
  );
}

const serials = async () =>
  (await Promise.all([caller, callee].map(({ daprd }) => shownBy(daprd.internalPort)))).map(
    ({ serial }) => serial,
  );
const allDiffer = async (before: readonly string[]) =>
  (await serials()).every((serial, index) => serial !== before[index]);

beforeAll(async () => {
  // Renewed in the middle of their life: every four seconds.
  sentry = await startTestSentry(['caller', 'callee'], '8s');
  [callee, caller] = [await startCallee(), await startCaller()];
});
afterAll(async () => {
  await Promise.all([caller, callee].map(app => app.stop()));
  await sentry.stop();
});

describe('certificates', () => {
  test('name the app, and calls go over them', async () => {
    expect(await call()).toMatchObject({ valid: true });
    expect((await shownBy(callee.daprd.internalPort)).name).toBe('URI:spiffe://public/ns/default/callee');
  });

  test('are renewed while calls go on', async () => {
    const first = await serials();
    await callUntil(() => allDiffer(first), 'new certificates');
    const second = await serials();
    await callUntil(() => allDiffer(second), 'still newer certificates');
  });

  test('last while Sentry is away, and are renewed when it is back', async () => {
    const before = await serials();
    await sentry.stop();
    const renewals = () => (callee.daprd.output().match(/Renewing workload identity/g) ?? []).length;
    const tried = renewals();
    await callUntil(() => Promise.resolve(renewals() > tried), 'an attempt without Sentry');
    await sentry.start();
    await callUntil(() => allDiffer(before), 'new certificates after that');
  });

  test('are for those only who have the token of their name', async () => {
    const impostor = startDaprd({ appId: 'callee', ...sentry.trust('callee', 'caller') });
    await expect(impostor).rejects.toThrow(/PermissionDenied.*token validation failed/);
    const nobody = startDaprd({ appId: 'nobody', ...sentry.trust('nobody') });
    await expect(nobody).rejects.toThrow(/a validator name must be specified/);
  });
});

test('the root of all trust is exchanged, without a moment in which calls fail', async () => {
  const [old, next] = [sentry.anchors, await startTestSentry([])];
  await next.stop();
  const file = (name: string) => readFileSync(join(next.directory, name), 'utf8');
  const { serialNumber: newIssuer } = new X509Certificate(file('issuer.crt'));
  const oldCertificate = await credentialsOf(sentry.directory, 'spiffe://public/ns/default/caller');
  const restartAll = async () => {
    await callee.stop();
    callee = await startCallee();
    expect(await call()).toMatchObject({ valid: true });
    await caller.stop();
    caller = await startCaller();
    expect(await call()).toMatchObject({ valid: true });
  };

  // Everybody learns to trust both, then Sentry signs with the new one, then everybody forgets the old one.
  sentry.anchors = old + next.anchors;
  await restartAll();
  writeFileSync(join(sentry.directory, 'ca.crt'), sentry.anchors);
  writeFileSync(join(sentry.directory, 'issuer.key'), file('issuer.key'));
  writeFileSync(join(sentry.directory, 'issuer.crt'), file('issuer.crt'));
  const issuers = () => Promise.all([caller, callee].map(({ daprd }) => shownBy(daprd.internalPort)));
  const allNew = async () => (await issuers()).every(({ issuer }) => issuer === newIssuer);
  await callUntil(allNew, 'certificates of the new root');
  writeFileSync(join(sentry.directory, 'ca.crt'), next.anchors);
  sentry.anchors = next.anchors;
  await restartAll();

  const client = createRawClient(callee.daprd.internalPort, oldCertificate);
  expect((await client.call('/x/Y', { 'dapr-app-id': 'callee' })).code).toBe(status.UNAVAILABLE);
  client.close();
});

describe('an app that must have mTLS', () => {
  const at = (port: number) => ({ host: '127.0.0.1', port });

  test('starts where its sidecar has it', async () => {
    await expect(requireMtls('callee', at(callee.daprd.internalPort))).resolves.toBeUndefined();
  });

  test('says that the port is that of another sidecar', async () => {
    await expect(requireMtls('callee', at(caller.daprd.internalPort))).rejects.toThrow(
      'is of spiffe://public/ns/default/caller, not of callee',
    );
  });

  test('says that its sidecar has none', async () => {
    const plain = await startDaprd({ appId: 'callee' });
    await expect(requireMtls('callee', at(plain.internalPort))).rejects.toThrow(
      /^mTLS is off: the sidecar of callee takes calls of other sidecars on 127.0.0.1:\d+ without TLS/,
    );
    await plain.stop();
  });

  test('says which setting is wrong where nobody listens', async () => {
    await expect(requireMtls('callee', at(1), 200)).rejects.toThrow(
      /nobody listens on 127.0.0.1:1.*mtls.sidecar_port/,
    );
  });

  test('is any app outside the local profile: it ends at once, and says why', async () => {
    const plain = await startDaprd({ appId: 'consent', apiToken: 'api-token' });
    const child = spawn(process.execPath, ['services/consent/src/main.ts'], {
      cwd: new URL('../..', import.meta.url),
      env: {
        PATH: process.env['PATH'],
        ...{ NH_PROFILE: 'staging', NH_SERVER__PORT: '0', NH_METRICS__PORT: '0' },
        ...{ DAPR_API_TOKEN: 'api-token', APP_API_TOKEN: 'app-token' },
        DAPR_GRPC_PORT: String(plain.grpcPort),
        DAPR_HTTP_PORT: String(plain.httpPort),
        NH_MTLS__SIDECAR_PORT: String(plain.internalPort),
      },
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(1);
    expect(output).toContain('mTLS is off: the sidecar of consent');
    await plain.stop();
  });
});
