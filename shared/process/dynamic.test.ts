import { type KeyListener } from '../config/follow.ts';
import { liveConfig } from '../config/live.ts';
import { createLogger } from '../logger/logger.ts';
import { baseConfig } from './config.ts';
import { dynamicStore, followDynamic } from './dynamic.ts';

const env = { NH_SERVER__PORT: '1', NH_METRICS__PORT: '2' };

describe('following the dynamic configuration', () => {
  let lines: Record<string, unknown>[];
  let store: KeyListener;
  let stopped: boolean;
  const live = () => liveConfig({ app: 'auth', schema: baseConfig, directory: 'nowhere', env });
  const log = () =>
    createLogger({
      app: 'auth',
      level: 'trace',
      destination: { write: line => void lines.push(JSON.parse(line) as Record<string, unknown>) },
    });
  const told = () => lines.map(({ level, message }) => `${String(level)} ${String(message)}`);
  beforeEach(() => {
    [lines, stopped] = [[], false];
  });

  async function start(first: (store: KeyListener) => void) {
    const config = live();
    const stop = await followDynamic(
      config,
      listener => {
        store = listener;
        queueMicrotask(() => first(listener));
        return () => (stopped = true);
      },
      log(),
    );
    return { config, stop };
  }

  test('a start waits for the first answer, and changes are applied until it is stopped', async () => {
    const { config, stop } = await start(({ keys }) => keys({ 'log.level': 'debug' }));
    expect(config.current.log.level).toBe('debug');
    store.keys({ 'auth/log.level': 'warn', 'log.level': 'debug' });
    expect(config.current.log.level).toBe('warn');
    stop();
    expect(stopped).toBe(true);
    expect(lines.map(({ changed }) => changed)).toEqual([['log.level'], ['log.level']]);
  });

  test('what has no effect is told once, with key and reason, until it changes', async () => {
    const items = { 'auth/log.level': 'loud', 'auth/server.port': '3', 'limits.x': '1' };
    await start(({ keys }) => keys(items));
    store.keys({ ...items });
    store.keys({ ...items, other: '1' });
    const about = 'of the dynamic configuration has no effect';
    expect(told()).toEqual([
      `warn auth/server.port ${about}: server.port cannot change while the app runs`,
      expect.stringMatching(`^warn auth/log.level ${about}: log.level: Invalid option`),
      `info limits.x ${about}: the configuration of auth has no limits.x`,
      `info other ${about}: the configuration of auth has no other`,
    ]);
    store.keys({ 'auth/log.level': 'louder' });
    expect(told()).toHaveLength(5);
  });

  test('a start goes on without a store that fails, which is told once, and again when it is back', async () => {
    const { config } = await start(({ lost }) => lost(new Error('gone')));
    store.lost(new Error('gone'));
    store.lost(new Error('refused'));
    store.keys({ 'log.level': 'debug' });
    expect(config.current.log.level).toBe('debug');
    expect(lines.slice(0, 2).map(({ level, reason }) => [level, reason])).toEqual([
      ['error', 'gone'],
      ['error', 'refused'],
    ]);
    expect(told()[2]).toBe('info the dynamic configuration is read again');
  });

  test('a start goes on without a store that says nothing', async () => {
    jest.useFakeTimers();
    try {
      const waiting = followDynamic(live(), () => () => undefined, log());
      await jest.advanceTimersByTimeAsync(5_000);
      await waiting;
    } finally {
      jest.useRealTimers();
    }
    expect(told()).toEqual([
      'error the store of the dynamic configuration does not answer; starting without it',
    ]);
  });
});

describe('the store that the configuration names', () => {
  const follow = () => () => undefined;
  const sidecar = { configuration: { follow, get: async () => ({}) }, secret: async () => 'token' };
  const { dynamic } = baseConfig.parse({ server: { port: 1 }, metrics: { port: 2 } });

  test('is the one behind the sidecar unless it names another, or none', () => {
    expect(dynamicStore(dynamic, sidecar)).toBe(follow);
    expect(dynamicStore({ ...dynamic, source: 'none' }, sidecar)).toBeUndefined();
    expect(dynamicStore({ ...dynamic, source: 'consul' }, sidecar)).toBeInstanceOf(Function);
  });

  test.each([
    ['source', 'etcd', /dynamic\.source: .*"dapr"\|"consul"\|"none"/],
    ['consul.address', 'consul:8500', /dynamic\.consul\.address/],
    ['consul.prefix', '/x/', /dynamic\.consul\.prefix/],
  ])('%s=%s is refused at start', (key, value, message) => {
    const argv = [`--dynamic.${key}=${value}`];
    const start = () => liveConfig({ app: 'auth', schema: baseConfig, directory: 'nowhere', env, argv });
    expect(start).toThrow(message);
  });
});
