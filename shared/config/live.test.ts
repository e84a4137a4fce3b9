import { z } from 'zod';
import { dynamic, dynamicKeys, placeOf } from './live-part.ts';
import { liveConfig } from './live.ts';
import { duration, flag } from './types.ts';

const bucket = z.strictObject({
  capacity: z.coerce.number().int().min(1).default(5),
  window: duration.default(1000),
});
const schema = z.strictObject({
  server: z
    .strictObject({
      port: z.coerce.number().default(1),
      timeout: dynamic(duration).default(30_000),
      drain: duration.default(1),
    })
    .prefault({}),
  log: dynamic(z.strictObject({ level: z.enum(['info', 'debug']).default('info') })).prefault({}),
  limits: dynamic(z.strictObject({ user: bucket.prefault({}) })).prefault({}),
  terms: dynamic(
    z
      .strictObject({ usual: duration.default(10), longest: duration.default(20) })
      .refine(({ usual, longest }) => usual <= longest, {
        path: ['usual'],
        message: 'is longer than longest',
      }),
  ).prefault({}),
  features: dynamic(z.strictObject({ signUp: flag.default(true) })).prefault({}),
  shares: dynamic(z.record(z.string(), z.coerce.number().max(100))).default({}),
});
const start = () => liveConfig({ app: 'gateway', schema, directory: 'nowhere', env: {} });

describe('the part of a schema that may change', () => {
  test.each([
    ['log.level', 'dynamic'],
    ['server.timeout', 'dynamic'],
    ['limits.user.capacity', 'dynamic'],
    ['shares.anything', 'dynamic'],
    ['server.port', 'fixed'],
    ['server.drain', 'fixed'],
    ['limits.user', 'group'],
    ['shares', 'group'],
    ['limits.user.size', 'nowhere'],
    ['log.level.deeper', 'nowhere'],
    ['log.__proto__', 'nowhere'],
    ['log.toString', 'nowhere'],
  ])('%s is %s', (key, place) => {
    expect(placeOf(schema, key.split('.'))).toBe(place);
  });

  test('is listed key by key', () => {
    expect(dynamicKeys(schema)).toEqual([
      'server.timeout',
      'log.level',
      'limits.user.capacity',
      'limits.user.window',
      'terms.usual',
      'terms.longest',
      'features.signUp',
      'shares.*',
    ]);
  });
});

describe('keys of the dynamic store', () => {
  test('for one app are stronger than those for all, and those of others do not count', () => {
    const live = start();
    live.apply({ 'log.level': 'debug', 'auth/log.level': 'info' });
    expect(live.current.log.level).toBe('debug');
    live.apply({ 'gateway/log.level': 'info', 'log.level': 'debug' });
    expect(live.current.log.level).toBe('info');
    live.apply({ 'log.level': 'debug' });
    expect(live.current.log.level).toBe('debug');
  });

  test.each([
    ['gateway/limits.user.size', 'the configuration of gateway has no limits.user.size'],
    ['gateway/server.port', 'server.port cannot change while the app runs'],
    ['gateway/limits.user', 'limits.user is a group of values: name one of them'],
  ])('%s is refused: %s', (key, reason) => {
    const live = start();
    expect(live.apply({ [key]: '2', 'gateway/limits.user.capacity': '9' })).toEqual({
      changed: ['limits.user.capacity'],
      refused: [{ key, reason }],
      foreign: [],
    });
  });

  test('for all apps without a place here are told apart: another app may have one', () => {
    const applied = start().apply({ 'sessions.max_age': '1d' });
    expect(applied).toMatchObject({ refused: [], foreign: [{ key: 'sessions.max_age' }] });
  });

  test.each([
    ['gateway/limits.user.capacity', 'many', /^limits\.user\.capacity: .*NaN/],
    ['gateway/limits.user.capacity', '0', /^limits\.user\.capacity: .*>=1/],
    ['gateway/limits.user.window', 'soon', /^limits\.user\.window: must be a duration/],
    ['log.level', 'loud', /^log\.level: Invalid option: expected one of "info"\|"debug"/],
    ['features.signUp', 'maybe', /^features\.signUp: /],
    ['shares.auth', '101', /^shares\.auth: .*<=100/],
  ])('%s=%s is refused with the reason; the old value stays, and others change', (key, value, reason) => {
    const live = start();
    live.apply({ 'gateway/limits.user.capacity': '7', 'gateway/limits.user.window': '7s' });
    const { refused, changed } = live.apply({
      'gateway/limits.user.capacity': '7',
      'gateway/limits.user.window': '7s',
      'gateway/server.timeout': '1s',
      [key]: value,
    });
    expect(refused).toEqual([{ key, reason: expect.stringMatching(reason) as string }]);
    expect(changed).toEqual(['server.timeout']);
    expect(live.current).toMatchObject({
      log: { level: 'info' },
      limits: { user: { capacity: 7, window: 7000 } },
      server: { timeout: 1000 },
      features: { signUp: true },
      shares: {},
    });
  });

  test('that are right only together are taken together, and a wrong one beside them is not', () => {
    const live = start();
    const { refused } = live.apply({
      'gateway/terms.usual': '50ms',
      'gateway/terms.longest': '60ms',
      'gateway/limits.user.capacity': 'x',
    });
    expect(refused.map(({ key }) => key)).toEqual(['gateway/limits.user.capacity']);
    expect(live.current.terms).toEqual({ usual: 50, longest: 60 });
    // Deleting one of them alone would break the rule between them.
    expect(live.apply({ 'gateway/terms.usual': '50ms' }).refused).toEqual([
      { key: 'terms.longest', reason: 'terms.usual: is longer than longest' },
    ]);
    expect(live.current.terms).toEqual({ usual: 50, longest: 60 });
    live.apply({});
    expect(live.current.terms).toEqual({ usual: 10, longest: 20 });
  });

  test('are overridden by flags', () => {
    const live = liveConfig({
      app: 'gateway',
      schema,
      directory: 'nowhere',
      env: {},
      argv: ['--log.level=info'],
    });
    live.apply({ 'gateway/log.level': 'debug' });
    expect(live.current.log.level).toBe('info');
  });
});

describe('whoever follows', () => {
  test('hears once of each change, and nothing any more after stopping', () => {
    const live = start();
    const levels: string[] = [];
    const stop = live.onChange(next => levels.push(next.log.level));
    live.apply({ 'log.level': 'debug' });
    live.apply({ 'log.level': 'debug', 'auth/x': 'y' });
    live.apply({ 'log.level': 'debug', 'gateway/limits.user.capacity': 'wrong' });
    stop();
    live.apply({});
    expect(levels).toEqual(['debug']);
  });

  test('or holds a view, reads what is so now', () => {
    const live = start();
    const view = live.view(({ limits, server }) => ({ ...limits, timeout: server.timeout }));
    expect(view).toEqual({ user: { capacity: 5, window: 1000 }, timeout: 30_000 });
    live.apply({ 'gateway/limits.user.capacity': '1', 'gateway/server.timeout': '1s' });
    expect(view).toEqual({ user: { capacity: 1, window: 1000 }, timeout: 1000 });
    expect(view.user).toBe(view.user);
  });
});
