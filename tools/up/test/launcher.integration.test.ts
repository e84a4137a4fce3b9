import { existsSync, readFileSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import pg from 'pg';
import { silent } from '../src/build/report.ts';
import { describeReady, describeStatus } from '../src/platform/describe.ts';
import { down } from '../src/platform/down.ts';
import { followLogs } from '../src/platform/follow.ts';
import { type PlatformRecord, readRecord, writeRecord } from '../src/platform/record.ts';
import { readStatus } from '../src/platform/status.ts';
import { usualParts } from '../src/platform/selection.ts';
import { up } from '../src/platform/up.ts';
import { isSame } from '../src/process/identity.ts';
import { createPlatformRoot, type PlatformRoot } from './platform-root.ts';

const selection = usualParts;

describe('the launcher', () => {
  let platform: PlatformRoot;

  beforeEach(() => {
    platform = createPlatformRoot();
  });
  afterEach(async () => {
    await down(platform.settings, silent);
    platform.remove();
  });

  const start = (signal = new AbortController().signal): ReturnType<typeof up> =>
    up(platform.settings, selection, silent, signal);

  /** Everything that was on record at any time while `work` ran. */
  const recordedDuring = async (work: Promise<unknown>): Promise<PlatformRecord['processes']> => {
    const seen = new Map<number, PlatformRecord['processes'][0]>();
    const timer = setInterval(() => {
      for (const one of readRecord(platform.settings.state)?.processes ?? []) seen.set(one.pid, one);
    }, 10);
    await work.catch(() => undefined);
    clearInterval(timer);
    return [...seen.values()];
  };

  const recorded = (wanted: string): PlatformRecord['processes'][0] | undefined =>
    readRecord(platform.settings.state)?.processes.find(({ name }) => name === wanted);

  const nothingIsLeft = (processes: PlatformRecord['processes']): void => {
    expect(processes.filter(isSame)).toEqual([]);
    expect(readRecord(platform.settings.state)).toBeUndefined();
    expect(existsSync(join(platform.settings.state, 'up.lock'))).toBe(false);
    expect(readStatus(platform.settings).state).toBe('stopped');
  };

  test('starts everything, keeps data over a restart, and leaves nothing running', async () => {
    const { record, already } = await start();
    expect(already).toBe(false);
    expect(describeReady(platform.settings, record, already)).toMatch(/^Ready after .*[^]*hello .*http /);
    // The sidecar serves secrets while it still waits for its app to listen.
    const log = readFileSync(join(platform.settings.state, 'logs/hello.log'), 'utf8');
    expect(log).toContain('secret before listening: 200');

    const status = readStatus(platform.settings);
    expect(status.state).toBe('running');
    expect(status.processes.map(({ name }) => name).sort()).toEqual(
      ['hello', 'hello-daprd', 'mongo', 'placement', 'postgres', 'redis', 'sandbox', 'scheduler'].sort(),
    );
    expect(describeStatus(platform.settings, status)).toContain(status.stores['auth']);
    expect(statSync(join(platform.settings.state, 'platform.json')).mode & 0o777).toBe(0o600);

    const again = await start();
    expect(again.already).toBe(true);
    expect(again.record.processes.map(({ pid }) => pid)).toEqual(record.processes.map(({ pid }) => pid));
    const other = up(platform.settings, { ...selection, apps: [] }, silent, new AbortController().signal);
    await expect(other).rejects.toThrow(/runs already, with the usual parts, not APPS=none;/);

    await query(status.stores['auth'], 'create table kept (value text); insert into kept values ($$here$$)');
    await down(platform.settings, silent);
    nothingIsLeft(record.processes);

    const second = await start();
    expect(second.record.stores['auth']).toBe(status.stores['auth']);
    expect(await query(second.record.stores['auth'], 'select value from kept')).toEqual([{ value: 'here' }]);
  });

  test('gives each service a database that the others may not enter', async () => {
    const { record } = await start();
    const foreign = new URL(record.stores['auth'] ?? '');
    foreign.pathname = '/consent';
    await expect(query(foreign.href, 'select 1')).rejects.toThrow(/permission denied for database/);
  });

  test('names the port, its holder and who wants it, and starts nothing', async () => {
    const server = createServer();
    const port = 2010 + platform.settings.portOffset;
    await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
    const attempt = start();
    await expect(attempt).rejects.toThrow(
      new RegExp(
        `^hello wants port ${(server.address() as AddressInfo).port}, which .*pid ${process.pid} holds$`,
      ),
    );
    nothingIsLeft([]);
    expect(existsSync(join(platform.settings.state, 'data'))).toBe(false);
    await new Promise(resolve => server.close(resolve));
  });

  test('names the component file that a sidecar stumbled over, and stops what it started', async () => {
    platform.write(
      'components/common/broken.yaml',
      'apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: { name: broken }\nspec: { type: state.nonsense, version: v1, metadata: [] }',
    );
    const attempt = start();
    const processes = await recordedDuring(attempt);
    await expect(attempt).rejects.toThrow(
      /hello-daprd ended.*state\.nonsense[^]*log: [^]*file: components\/common\/broken\.yaml/,
    );
    expect(processes.map(({ name }) => name)).toContain('postgres');
    nothingIsLeft(processes);
  });

  test('names the app that ended, its last error and its log, and stops what it started', async () => {
    platform.write('app.mjs', 'throw new Error("the configuration is wrong")');
    const attempt = start();
    const processes = await recordedDuring(attempt);
    await expect(attempt).rejects.toThrow(
      /^hello ended \(exit code 1\): .*the configuration is wrong[^]*log: .*hello\.log/,
    );
    nothingIsLeft(processes);
  });

  test('names the store that dies while the apps start', async () => {
    platform.write('app.mjs', 'setInterval(() => {}, 1000)');
    const attempt = start();
    const watched = recordedDuring(attempt);
    const redis = await eventually(() => recorded('hello') && recorded('redis'));
    process.kill(redis.pid, 'SIGKILL');
    await expect(attempt).rejects.toThrow(/^redis ended/);
    nothingIsLeft(await watched);
  });

  test('stops what it started when it is called off', async () => {
    platform.write('app.mjs', 'setInterval(() => {}, 1000)');
    const interrupted = new AbortController();
    const attempt = start(interrupted.signal);
    const watched = recordedDuring(attempt);
    await eventually(() => recorded('hello'));
    expect(readStatus(platform.settings).state).toBe('starting');
    await expect(start()).rejects.toThrow(/at work already/);
    interrupted.abort(new Error('called off'));
    await expect(attempt).rejects.toThrow('called off');
    nothingIsLeft(await watched);
  });

  test('clears up after a launcher that was killed, before it starts anew', async () => {
    const { record } = await start();
    // What a launcher leaves that is killed before all is ready.
    writeRecord(platform.settings.state, { ...record, phase: 'starting' });
    expect(readStatus(platform.settings).state).toBe('degraded');
    const { record: fresh, already } = await start();
    expect(already).toBe(false);
    expect(record.processes.filter(isSame)).toEqual([]);
    expect(readStatus(platform.settings).state).toBe('running');
    expect(fresh.processes).toHaveLength(record.processes.length);
  });

  test('starts over when a process has ended since, a store that crashed too', async () => {
    const { record } = await start();
    const postgres = record.processes.find(({ name }) => name === 'postgres');
    process.kill(-(postgres?.pid ?? 0), 'SIGKILL');
    await eventually(() => readStatus(platform.settings).state === 'degraded');
    expect((await start()).already).toBe(false);
    expect(readStatus(platform.settings).state).toBe('running');
  });

  test('shows the logs of all processes in one view', async () => {
    const { record } = await start();
    const text: string[] = [];
    const enough = new AbortController();
    const files = (): string[] => record.processes.map(({ log }) => log);
    const following = followLogs(files, line => text.push(line), enough.signal);
    await eventually(() => /^hello +\| secret before listening/m.test(text.join('')));
    expect(text.join('')).toMatch(/^hello-daprd +\| time=/m);
    enough.abort();
    await following;
  });
});

async function query(url: string | undefined, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return ((await client.query(sql)) as { rows?: unknown[] }).rows ?? [];
  } finally {
    await client.end();
  }
}
