import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { type TestApp, startApp, testKeys, type TestKeys } from '../../../../shared/test/app.ts';

const file = path.resolve(
  import.meta.dirname,
  '../../../../components/discovery-kubernetes/configuration.yaml',
);

interface Configuration {
  spec: { nameResolution: { configuration: Record<string, string> } };
}

/** Without a cluster: what a real sidecar makes of the committed file, seen by what it asks the DNS for. */
describe('names as Kubernetes has them', () => {
  let keys: TestKeys;
  const apps: TestApp[] = [];

  const start = async (...options: Omit<Parameters<typeof startApp>[0], 'keys'>[]) => {
    keys = await testKeys();
    const started = await Promise.all(options.map(one => startApp({ ...one, keys })));
    apps.push(...started);
    return started;
  };
  afterEach(async () => {
    await Promise.all(apps.splice(0).map(app => app.stop()));
  });
  const ask = async (from: TestApp) => {
    const call = fakeCall({ permissions: ['consent:read'] });
    const token = await keys.gateway.sign(call.identity);
    const asked = from
      .clientOf('callee')
      .ValidateConsent({ endUserId: 'u', provider: 'p' }, { ...call, token });
    return asked.catch((error: unknown) => error as Error);
  };

  test('are <app-id>-dapr.<namespace>.svc.cluster.local', async () => {
    const [caller] = await start({ appId: 'caller', overlays: [file] });
    const { cause } = (await ask(caller!)) as Error;
    expect(String(cause)).toMatch(/lookup callee-dapr\.test-\w+\.svc\.cluster\.local\b/);
  });

  test('are resolved by the sidecar and called at its own internal port, as all sidecars of a cluster have one', async () => {
    const overlay = path.join(testServers().directory, `${randomUUID()}.yaml`);
    const configuration = parse(readFileSync(file, 'utf8')) as Configuration;
    // As pods have, the callee has an address of its own, and the same internal port.
    configuration.spec.nameResolution.configuration['template'] = '127.0.0.2:{{.Port}}';
    writeFileSync(overlay, stringify(configuration));
    const port = await freePort();
    const [, caller] = await start(
      {
        appId: 'callee',
        internal: { address: '127.0.0.2', port },
        handlers: { ValidateConsent: async () => ({ valid: true, consentId: 'answered' }) },
      },
      { appId: 'caller', internal: { address: '127.0.0.1', port }, overlays: [overlay] },
    );
    expect(await ask(caller!)).toMatchObject({ consentId: 'answered' });
  });
});
