import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import { createSidecar } from '../dapr/sidecar.ts';
import { createGrpcServer, implement } from '../grpc/server.ts';
import { createLogger } from '../logger/logger.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { policies } from './resiliency/policies.ts';
import { type Daprd, namesFile, startDaprd } from '../testing/daprd.ts';
import { eventually } from '../testing/eventually.ts';
import { fakeCall } from '../testing/fake-call.ts';
import { startApp, type TestApp, type TestKeys, testKeys } from './app.ts';

const service = 'neighbourhood.consent.v1.ConsentService';

/** Pod is an app and its sidecar, which start and end together. */
interface Pod {
  answered(): number;
  /** Calls the own sidecar, which needs DAPR_API_TOKEN. */
  callSidecar(): Promise<string>;
  /** The sidecar alone starts again, with other tokens than it had. */
  restartSidecar(tokens: SidecarTokens): Promise<void>;
  stop(): Promise<void>;
}

interface SidecarTokens {
  app: string;
  api: string;
}

async function startPod(keys: TestKeys, sidecarTokens: SidecarTokens, appToken: string): Promise<Pod> {
  const log = createLogger({ app: 'consent', level: 'silent' });
  let answered = 0;
  let api = createSidecar({ grpcPort: 1, log });
  const server = createGrpcServer({
    ...{ log, metrics: createMetrics('consent'), verifier: keys.verifier, appToken },
    prove: () => api.prove(),
    services: [
      implement<ConsentServiceDefinition>(service, {
        ValidateConsent: () => {
          answered += 1;
          return Promise.resolve({ valid: true, consentId: 'cns_1' });
        },
      }),
    ],
  });
  const appPort = await server.listen(0);
  const launch = async (tokens: SidecarTokens): Promise<Daprd> => {
    const daprd = await startDaprd({
      ...{ appId: 'consent', appPort, appToken: tokens.app, apiToken: tokens.api },
      controlPlane: false,
      // As long as the platform's; calls at hand are answered meanwhile.
      args: ['--dapr-block-shutdown-duration=1s'],
    });
    api.close();
    api = createSidecar({ grpcPort: daprd.grpcPort, httpPort: daprd.httpPort, apiToken: tokens.api, log });
    return daprd;
  };
  let daprd = await launch(sidecarTokens);
  /** As Kubernetes does: who goes is first taken off the list of those to call, and ends a little later. */
  const leave = async () => {
    const names = new DatabaseSync(namesFile());
    names.exec('PRAGMA busy_timeout = 5000');
    names.prepare('DELETE FROM hosts WHERE address = ?').run(`127.0.0.1:${daprd.internalPort}`);
    names.close();
    await daprd.stop();
  };
  return {
    answered: () => answered,
    callSidecar: () => api.appId(),
    async restartSidecar(tokens) {
      await leave();
      daprd = await launch(tokens);
    },
    async stop() {
      await leave();
      await server.drain();
      api.close();
    },
  };
}

describe('the two tokens that Dapr takes from the environment', () => {
  const token = () => randomBytes(16).toString('hex');
  const [oldApp, newApp, oldApi, newApi] = [token(), token(), token(), token()];
  let keys: TestKeys;
  let caller: TestApp;
  let pods: Pod[];

  beforeAll(async () => {
    keys = await testKeys();
    caller = await startApp({ appId: 'gateway', keys, components: [policies] });
    const old = { app: oldApp, api: oldApi };
    pods = await Promise.all([startPod(keys, old, oldApp), startPod(keys, old, oldApp)]);
  });
  afterAll(async () => {
    await Promise.all([caller.stop(), ...pods.map(pod => pod.stop())]);
  });

  /** As a Deployment does it: each pod goes when its successor is ready. */
  async function roll(tokens: SidecarTokens, appToken: string): Promise<void> {
    for (const [index, old] of pods.entries()) {
      pods[index] = await startPod(keys, tokens, appToken);
      await old.stop();
    }
  }

  test('are exchanged by rolling restarts of two replicas without a failed call', async () => {
    const client = caller.clientOf('consent');
    const failed: unknown[] = [];
    let going = true;
    const worker = async () => {
      while (going) {
        const call = fakeCall({ permissions: ['consent:read'] });
        await client
          .ValidateConsent(
            { endUserId: 'u', provider: 'p' },
            { ...call, token: await keys.gateway.sign(call.identity) },
          )
          .catch((error: unknown) => failed.push(error));
      }
    };
    const workers = [worker(), worker(), worker()];
    const bothAnswer = async () => {
      const before = pods.map(pod => pod.answered());
      await eventually(() => pods.every((pod, index) => pod.answered() > before[index]! + 3), {
        timeoutMs: 60_000,
      });
      expect(await Promise.all(pods.map(pod => pod.callSidecar()))).toEqual(['consent', 'consent']);
    };
    await bothAnswer();

    // First every app accepts both tokens; then the sidecars show the new one; then the old one is of no use.
    await roll({ app: oldApp, api: oldApi }, `${oldApp},${newApp}`);
    await bothAnswer();
    // A sidecar that crashes now comes back with the token that its app is going to know alone.
    await pods[0]!.restartSidecar({ app: newApp, api: oldApi });
    await bothAnswer();
    await roll({ app: newApp, api: newApi }, `${oldApp},${newApp}`);
    await bothAnswer();
    await roll({ app: newApp, api: newApi }, newApp);
    await bothAnswer();

    going = false;
    await Promise.all(workers);
    expect(failed).toEqual([]);
  });

  test('are refused afterwards, where they are the old ones', async () => {
    await pods[1]!.restartSidecar({ app: oldApp, api: newApi });
    const before = pods[1]!.answered();
    const call = fakeCall({ permissions: ['consent:read'] });
    const signed = { ...call, token: await keys.gateway.sign(call.identity) };
    const client = caller.clientOf('consent');
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () =>
        client.ValidateConsent({ endUserId: 'u', provider: 'p' }, signed).then(
          () => 'answered',
          () => 'refused',
        ),
      ),
    );
    expect(new Set(outcomes)).toContain('refused');
    expect(pods[1]!.answered()).toBe(before);
  });
});
