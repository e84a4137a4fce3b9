import path from 'node:path';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { startPlatform, type TestPlatform } from '../../tools/jest/platform.ts';
import { silent } from '../../tools/up/src/build/report.ts';
import { placeOf } from '../../tools/up/src/platform/secret-keeper.ts';
import { readSettings } from '../../tools/up/src/platform/settings.ts';
import { rotate } from '../../tools/up/src/rotate/rotate.ts';
import { type Listener, startListener } from '../journey/listener.ts';
import { journey, newWorld } from '../journey/journey.ts';
import { createRest } from '../journey/rest.ts';
import { allNeedles, inFiles, inProcesses, inState, tokensOf } from '../secrets/leaks.ts';
import { startTraffic, type Traffic } from '../secrets/traffic.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** What may be rotated, in lanes that do not touch one another's secrets. */
const lanes = [
  ['auth-signing-keys', 'consent-receipt-key', 'auth-database', 'notification-database'],
  ['gateway-internal-key', 'workflow-internal-key', 'integration-database', 'consent-database'],
  [
    'integration-wrapping-keys',
    'notification-wrapping-keys',
    'workflow-wrapping-keys',
    'gateway-idempotency-key',
    'workflow-database',
  ],
];

// Secrets are read again every half second here, where half a minute is usual: otherwise nothing differs.
describe('make up SECRETS=vault BROKER=rabbitmq, then SECRETS=file on the same data', () => {
  const usual = process.env['NH_SECRETS__REFRESH'];
  let platform: TestPlatform;
  let listener: Listener;
  let state: string;
  let traffic: Traffic;

  beforeAll(async () => {
    process.env['NH_SECRETS__REFRESH'] = '500ms';
    listener = await startListener();
    platform = await startPlatform('--secrets=vault', '--broker=rabbitmq');
    state = path.resolve((await platform.status()).processes[0]!.log, '../..');
    traffic = await startTraffic(createRest(platform.baseUrl), listener);
  });
  afterAll(async () => {
    if (usual === undefined) delete process.env['NH_SECRETS__REFRESH'];
    else process.env['NH_SECRETS__REFRESH'] = usual;
    await traffic.stop();
    await platform.stop();
    await listener.close();
  });

  const everythingGoesOn = async () => {
    const before = { ...traffic.done };
    await eventually(
      () => Object.entries(traffic.done).every(([name, count]) => count > (before[name] ?? 0) + 1),
      {
        timeoutMs: 90_000,
        what: () =>
          `more of everything: ${JSON.stringify({ before, now: traffic.done, failed: traffic.failed })}`,
      },
    );
  };

  const seen = async () => {
    const [needles, tokens] = [await allNeedles(state), tokensOf(state)];
    expect(needles.length).toBeGreaterThan(25);
    // Each sidecar has two, and its app the same.
    if (process.platform === 'linux') {
      expect(tokens).toHaveLength(12);
      // What is in environments is found there.
      expect(inProcesses(state, tokens, ['environ'])).toHaveLength(24);
    } else console.warn('No /proc on this system: arguments and environments are not looked at');
    return {
      processes: inProcesses(state, needles),
      arguments: inProcesses(state, tokens, ['cmdline']),
      files: await inState(state, [...needles, ...tokens]),
      repository: await inFiles([root], [...needles, ...tokens]),
    };
  };
  const nowhere = { processes: [], arguments: [], files: [], repository: [] };

  test('no request fails while every secret that can be rotated is', async () => {
    await everythingGoesOn();
    const settings = { ...readSettings({}), state };
    await Promise.all(
      lanes.map(async names => {
        for (const name of names)
          await rotate(settings, name, { drop: false, report: silent, patienceMs: 60_000 });
      }),
    );
    await everythingGoesOn();
    expect(traffic.failed).toEqual([]);
    await expect(rotate(settings, 'auth-signing-keys', { drop: true, report: silent })).rejects.toThrow(
      /what the old key made may be in use until/,
    );
    await expect(rotate(settings, 'consent-receipt-key', { drop: true, report: silent })).rejects.toThrow(
      /must verify for good/,
    );
  });

  test('no secret but the two tokens of each sidecar is seen anywhere, with Vault', async () => {
    expect(placeOf(state)).toBe('vault');
    expect(await seen()).toEqual(nowhere);
  });

  test('back in the file, everything opens that was encrypted and signed, and no secret is seen either', async () => {
    await traffic.stop();
    const { world } = traffic;
    await platform.restart('--secrets=file');
    expect(placeOf(state)).toBe('file');
    world.rest = createRest(platform.baseUrl);
    const action = journey.find(({ title }) => title.startsWith('Run an action'));
    await action?.run(world);
    const another = newWorld(createRest(platform.baseUrl), listener);
    for (const step of journey) await step.run(another);
    expect(await seen()).toEqual(nowhere);
  });
});
