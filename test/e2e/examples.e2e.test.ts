import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { startPlatform, type TestPlatform } from '../../tools/jest/platform.ts';
import { objections, omissions } from '../events/schemas.ts';
import { parse, stringify } from 'yaml';
import { examples, firstInstallMs, make, missing, root } from '../examples/example.ts';
import { journey, newWorld, type World } from '../journey/journey.ts';
import { type Listener, startListener } from '../journey/listener.ts';
import { createRest } from '../journey/rest.ts';

// The examples beside a whole platform with mTLS, which refuses whatever it was not told to allow: EXTRA=, MTLS=1.

const run = promisify(execFile);
const present = await Promise.all(examples.map(async one => ({ ...one, reason: await missing(one) })));
const able = present.filter(({ reason }) => reason === undefined);

let platform: TestPlatform;
let listener: Listener;
let world: World;
let redisUrl: string;

/** An event as the broker has it. */
interface Published {
  id: string;
  type: string;
  workspaceid: string;
  data: Record<string, unknown>;
}

/** Everything that was ever published to a topic. */
async function published(topic: string): Promise<Published[]> {
  const { stdout } = await run('redis-cli', ['--raw', '-u', redisUrl, '-n', '2', 'XRANGE', topic, '-', '+'], {
    maxBuffer: 16 * 1024 * 1024,
  });
  return (
    stdout
      .split('\n')
      .filter(line => line.startsWith('{'))
      .map(line => JSON.parse(line) as Published)
      // Beside each event stands its metadata.
      .filter(one => 'specversion' in one)
  );
}

/** A copy of an example under another name, which nobody allowed to call anything. */
function stranger(folder: string, appId: string): string {
  mkdirSync(path.join(root, '.run'), { recursive: true });
  const copy = mkdtempSync(path.join(root, '.run/stranger-'));
  const relative = path.relative(root, copy);
  const rename = (file: string): string =>
    readFileSync(path.join(root, folder, file), 'utf8').replaceAll(appId, 'stranger');
  for (const file of ['configuration.yaml', 'access-control.yaml', 'components/subscriptions.yaml']) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), rename(file));
  }
  const app = parse(rename('app.yaml')) as { run: Record<string, unknown>; rights: { calls?: unknown } };
  delete app.rights.calls;
  const ports = { appPort: 10_069, daprGRPCPort: 3_619, daprHTTPPort: 3_519, daprInternalGRPCPort: 3_719 };
  const configFilePath = `./${relative}/configuration.yaml`;
  const run = { ...app.run, ...ports, metricsPort: 9_304, configFilePath };
  writeFileSync(path.join(copy, 'app.yaml'), stringify({ ...app, run }));
  return relative;
}

let strange: string | undefined;

beforeAll(async () => {
  for (const example of able) await make(example, 'install');
  const [first] = able;
  if (first !== undefined) strange = stranger(first.folder, first.appId);
  const extra = [...able.map(({ folder }) => folder), ...(strange === undefined ? [] : [strange])].join(',');
  platform = await startPlatform('--mtls', ...(extra === '' ? [] : [`--extra=${extra}`]));
  redisUrl = (await platform.status()).stores['redis'] ?? '';
  listener = await startListener();
  world = newWorld(createRest(platform.baseUrl), listener);
}, firstInstallMs);
afterAll(async () => {
  await listener.close();
  await platform.stop();
  if (strange !== undefined) rmSync(path.join(root, strange), { recursive: true });
});

test('the whole journey goes as ever', async () => {
  for (const step of journey) await step.run(world);
  const as = { token: world.token ?? '', workspaceId: world.workspaceId ?? '' };
  const keys = await world.rest.call('GET', `/workspaces/${world.workspaceId}/api-keys`, { as });
  const [key] = (keys.body as { items: { id: string }[] }).items;
  await world.rest.call('DELETE', `/workspaces/${world.workspaceId}/api-keys/${key?.id}`, { as });
  await world.rest.call('POST', '/auth/logout', { as });
});

for (const { appId, language, reason } of present) {
  if (reason !== undefined) {
    console.warn(`The example in ${language} is not tested: ${reason}.`);
    // eslint-disable-next-line no-restricted-syntax -- not on this machine, and tools/jest/run.ts says so
    test.skip(`the example in ${language} (skipped: ${reason})`, () => undefined);
    continue;
  }
  describe(`the example in ${language}`, () => {
    const log = async () => {
      const { processes } = await platform.status();
      return readFileSync(processes.find(({ name }) => name === appId)?.log ?? '', 'utf8');
    };

    test('welcomed the end user who gave the consent of the journey, once', async () => {
      const told = await eventually(
        async () => {
          const events = await published(`${appId}.events`);
          return events.length > 0 && events;
        },
        { timeoutMs: 60_000, what: `an event of ${appId}` },
      );
      expect(told).toHaveLength(1);
      expect(told[0]).toMatchObject({
        type: 'welcome.ended',
        workspaceid: world.workspaceId,
        data: {
          consentId: world.consentId,
          endUserId: world.endUserId,
          status: 'completed',
          output: { greeting: `Welcome, ${world.endUserId}` },
        },
      });
    });

    test('ran a workflow of its own, which ended, by an identity that the services believe', async () => {
      const [told] = await published(`${appId}.events`);
      const ends = await eventually(async () => {
        const all = await published('workflow.events');
        const own = all.filter(({ data }) => data['executionId'] === told?.data['executionId']);
        return own.length === 2 && own;
      });
      expect(ends.map(({ type }) => type)).toEqual([
        'workflow.execution.started',
        'workflow.execution.completed',
      ]);
    });

    test('heard of the run of the journey that faulted', async () => {
      const faulted = (await published('workflow.events')).find(({ type }) => type.endsWith('faulted'));
      const id = String(faulted?.data['executionId']);
      await eventually(async () => (await log()).includes(id), { what: `${id} in the log of ${appId}` });
    });

    test('made no dead letter', async () => {
      expect(await published(`${appId}.dead`)).toEqual([]);
    });
  });
}

if (able.length > 0) {
  test('an app that nobody allowed to call a service is refused by the sidecar of the service', async () => {
    const [dead] = await eventually(
      async () => {
        const events = await published('stranger.dead');
        return events.length > 0 && events;
      },
      { timeoutMs: 60_000, what: 'a dead letter of the stranger' },
    );
    expect(dead).toMatchObject({ type: 'consent.granted', data: { consentId: world.consentId } });
    const { processes } = await platform.status();
    const log = readFileSync(processes.find(({ name }) => name === 'stranger')?.log ?? '', 'utf8');
    expect(log).toMatch(/dropped: INTERNAL: consent answered permission_?denied/i);
  });
}

test('every event that the services published is as its schema says', async () => {
  const topics = ['auth', 'integration', 'consent', 'workflow', 'notification'].map(name => `${name}.events`);
  const seen = (await Promise.all(topics.map(published))).flat();
  expect(seen.map(({ type }) => type)).toEqual(
    expect.arrayContaining([
      'user.registered',
      'session.revoked',
      'api_key.revoked',
      'consent.granted',
      'consent.revoked',
      'connection.created',
      'action.executed',
      'workflow.execution.started',
      'workflow.execution.completed',
      'workflow.execution.faulted',
    ]),
  );
  const ours = seen.filter(({ type }) => !type.startsWith('io.serverlessworkflow.'));
  expect(ours.flatMap(event => [...objections(event), ...omissions(event)])).toEqual([]);
});
