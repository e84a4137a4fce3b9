import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identityOf } from '../process/identity.ts';
import { readRecord, writeRecord } from '../platform/record.ts';
import { completed, keysOf, readSecretsFile, secretsFile, setSecrets } from '../platform/secrets.ts';
import { usualParts } from '../platform/selection.ts';
import { readSettings } from '../platform/settings.ts';
import { kindOf } from './kinds.ts';
import { rotate } from './rotate.ts';

/** What runs is one app, of which only the metrics are there: what it has read, and when. */
describe('a rotation', () => {
  let state: string;
  let app: Server;
  let lines: string[];
  /** Values of every secret that the app has taken, in order. */
  let taken: Record<string, string[]>;
  let stale: number;
  /** Whether the app reads its secrets again. */
  let reads: boolean;

  beforeEach(async () => {
    state = mkdtempSync(join(tmpdir(), 'up-rotate-'));
    [lines, taken, stale, reads] = [[], {}, 0, true];
    setSecrets(state, completed({}));
    const changedAt: Record<string, number> = {};
    app = createServer((_, response) => {
      for (const [name, value] of reads ? Object.entries(readSecretsFile(state)) : []) {
        if (taken[name]?.at(-1) === value) continue;
        taken[name] = [...(taken[name] ?? []), value];
        changedAt[name] = Date.now() / 1000;
      }
      const figures = Object.entries(changedAt).map(
        ([name, at]) => `secret_changed_timestamp_seconds{secret="${name}",app="x"} ${String(at)}`,
      );
      figures.push(`secret_stale_wrappings{secret="integration-wrapping-keys",app="x"} ${String(stale)}`);
      response.end(figures.join('\n'));
    });
    await new Promise<void>(resolve => app.listen(0, '127.0.0.1', resolve));
    const { port } = app.address() as AddressInfo;
    const process_ = {
      pid: process.pid,
      identity: identityOf(process.pid) ?? '',
      log: '',
      stopSignal: 'SIGTERM' as const,
    };
    writeRecord(state, {
      ...{ phase: 'running', startedAt: '', selection: usualParts, stores: {} },
      processes: ['gateway', 'auth', 'integration', 'workflow'].map(name => ({
        ...process_,
        ...{ name, role: 'app' as const, ports: { metrics: port } },
      })),
    });
    await fetch(`http://127.0.0.1:${String(port)}`);
  });
  afterEach(() => {
    app.close();
    rmSync(state, { recursive: true });
  });

  const run = (name: string, options: { drop?: boolean; patienceMs?: number } = {}) =>
    rotate({ ...readSettings({}), state }, name, {
      drop: false,
      report: { line: text => lines.push(text), progress: () => undefined },
      ...options,
    });
  const idsOf = (secret: string) => keysOf(secret).map(({ kid }) => kid);

  test('of signing keys is taken by all as known, then as used, and is told', async () => {
    await run('auth-signing-keys');
    const [first, known, used] = (taken['auth-signing-keys'] ?? []).map(idsOf);
    expect(known).toEqual([...(first ?? []), expect.any(String)]);
    expect(used).toEqual([known?.[1], known?.[0]]);
    expect(lines.at(-1)).toBe(
      `auth-signing-keys: still good: ${String(first?.[0])}. Later: make rotate SECRET=auth-signing-keys DROP=1`,
    );
  });

  test('of an internal key is known to everybody by its public half before it signs', async () => {
    await run('gateway-internal-key');
    const publicIds = (taken['internal-jwks'] ?? []).map(text =>
      (JSON.parse(text) as { gateway: { keys: { kid: string; d?: string }[] } }).gateway.keys.map(
        ({ kid, d }) => [kid, d],
      ),
    );
    const [first, known, used] = (taken['gateway-internal-key'] ?? []).map(idsOf);
    expect(publicIds[1]).toEqual(known?.map(kid => [kid, undefined]));
    expect(used?.[0]).toBe(known?.[1]);
    expect(first).toHaveLength(1);
  });

  test('that an app does not follow ends with the name of the app, and goes on where it was', async () => {
    reads = false;
    await expect(run('auth-signing-keys', { patienceMs: 300 })).rejects.toThrow(
      /^auth: has not taken the new auth-signing-keys after 0\.3 s; .*same command again/,
    );
    const half = idsOf(readSecretsFile(state)['auth-signing-keys'] ?? '');
    expect(half).toHaveLength(2);
    reads = true;
    await run('auth-signing-keys');
    expect(idsOf(readSecretsFile(state)['auth-signing-keys'] ?? '')).toEqual([half[1], half[0]]);
  });

  test('drops old keys only when nothing needs them', async () => {
    await run('integration-wrapping-keys');
    const drop = () => run('integration-wrapping-keys', { drop: true });
    await expect(drop()).rejects.toThrow(/what the old key made may be in use until 20/);
    jest.useFakeTimers({
      now: Date.now() + 600_000,
      doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'setInterval', 'queueMicrotask'],
    });
    stale = 3;
    await expect(drop()).rejects.toThrow(/integration says that 3 items still need an old key/);
    stale = Number.NaN;
    await expect(drop()).rejects.toThrow(/an unknown number of items still need an old key/);
    stale = 0;
    await drop();
    jest.useRealTimers();
    const { current, keys } = JSON.parse(readSecretsFile(state)['integration-wrapping-keys'] ?? '') as {
      current: string;
      keys: object;
    };
    expect(Object.keys(keys)).toEqual([current]);
    await expect(drop()).rejects.toThrow('integration-wrapping-keys has one key only');
  });

  test.each([
    ['redis-password', /^redis-password is not rotated while the platform runs: Redis/],
    ['auth-key-pepper', /with another one, none is good/],
    ['internal-jwks', /rotate those/],
    ['nonsense', /^SECRET=nonsense: what can be rotated is auth-database, /],
    ['welcome-go-internal-key', /^SECRET=welcome-go-internal-key: what can/],
  ])('of %s is refused, and why is said', (name, why) => {
    expect(() => kindOf(name)).toThrow(why);
  });

  test('needs a platform that runs', async () => {
    rmSync(join(state, 'platform.json'));
    await expect(run('auth-signing-keys')).rejects.toThrow('Nothing runs here: make up, then rotate');
  });

  test('needs every store: without Vault no app can read what is new', async () => {
    const record = readRecord(state)!;
    const vault = { ...record.processes[0]!, name: 'vault', role: 'store' as const, identity: 'another' };
    writeRecord(state, { ...record, processes: [...record.processes, vault] });
    const before = readSecretsFile(state);
    await expect(run('auth-signing-keys')).rejects.toThrow('vault ended: make up, then rotate');
    expect(readSecretsFile(state)).toEqual(before);
  });

  test('leaves the file of secrets to its owner alone', async () => {
    await run('auth-signing-keys');
    expect(readFileSync(secretsFile(state), 'utf8')).toContain('auth-signing-keys');
  });
});
