import { Registry } from 'prom-client';
import { AppError } from '../errors/app-error.ts';
import { silentLog } from '../testing/fake-call.ts';
import { rotatingVerifier } from './rotating-verifier.ts';
import { createSecrets, following } from './secrets.ts';

describe('the secrets of an app', () => {
  const registry = new Registry();
  const stored: Record<string, string> = {};
  const stops: (() => void)[] = [];
  const secrets = createSecrets({
    read: name => Promise.resolve(stored[name] ?? ''),
    refreshMs: 3_600_000,
    log: silentLog,
    registry,
    onStop: stop => stops.push(stop),
  });

  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    for (const stop of stops.splice(0)) stop();
    jest.useRealTimers();
  });

  test('tell by metrics when a process took which value, and how often it could not', async () => {
    jest.setSystemTime(1_000_000);
    stored['a'] = '{"key":1}';
    const secret = await secrets.secretJson('a', ({ key }: { key: number }) => key);
    jest.setSystemTime(2_000_000);
    stored['a'] = '{"key":2}';
    await secret.refresh();
    jest.setSystemTime(3_000_000);
    stored['a'] = 'broken';
    await secret.refresh();
    expect(secret.current).toBe(2);
    const figures = await registry.metrics();
    expect(figures).toContain('secret_changed_timestamp_seconds{secret="a"} 2000');
    expect(figures).toContain('secret_read_failures_total{secret="a"} 1');
  });

  test('that are no JSON are named, and not quoted', async () => {
    stored['b'] = 'topsecret{';
    const failure = await secrets.secretJson('b', () => 0).catch((error: unknown) => String(error));
    expect(failure).toBe('Error: The secret b is not JSON');
  });

  test('are followed by whoever keeps what was made of them, or one of its methods', async () => {
    stored['c'] = 'one';
    const secret = await secrets.secret('c', text => ({ name: text, tell: (mark: string) => text + mark }));
    const object = following(secret);
    const { tell } = object;
    expect([object.name, tell('!')]).toEqual(['one', 'one!']);
    stored['c'] = 'two';
    jest.advanceTimersByTime(1_000);
    await secret.refresh();
    expect([object.name, tell('!'), object.tell('?')]).toEqual(['two', 'two!', 'two?']);
  });
});

describe('a verifier of internal tokens', () => {
  const unknownKey = () =>
    new AppError('unauthenticated', 'AUTH.UNAUTHENTICATED', 'no', {
      cause: Object.assign(new Error('no key'), { code: 'ERR_JWKS_NO_MATCHING_KEY' }),
    });
  const identity = { kind: 'user', issuer: 'gateway', subject: 'usr_1', permissions: [] } as const;

  /** Keys of which a new one is known after a refresh, if it exists. */
  const keysWith = (later?: string) => {
    const known = new Set(['old']);
    const secret = {
      refreshed: 0,
      current: (token: string) =>
        known.has(token) ? Promise.resolve(identity) : Promise.reject(unknownKey()),
      onChange: () => undefined,
      refresh: () => {
        secret.refreshed += 1;
        if (later !== undefined) known.add(later);
        return Promise.resolve();
      },
    };
    return secret;
  };

  test('reads its keys again for a key that it does not know, once', async () => {
    const keys = keysWith('new');
    const verify = rotatingVerifier(keys);
    await expect(verify('old')).resolves.toEqual(identity);
    expect(keys.refreshed).toBe(0);
    await expect(verify('new')).resolves.toEqual(identity);
    await expect(verify('forged')).rejects.toMatchObject({ code: 'AUTH.UNAUTHENTICATED' });
    expect(keys.refreshed).toBe(2);
  });

  test('does not for a token that is wrong in another way', async () => {
    const keys = {
      ...keysWith(),
      current: () => Promise.reject(new AppError('unauthenticated', 'AUTH.UNAUTHENTICATED', 'no')),
    };
    await expect(rotatingVerifier(keys)('expired')).rejects.toMatchObject({ code: 'AUTH.UNAUTHENTICATED' });
    expect(keys.refreshed).toBe(0);
  });
});
