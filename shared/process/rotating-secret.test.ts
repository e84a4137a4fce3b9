import { type Log } from '../call/call.ts';
import { createRotatingSecret } from './rotating-secret.ts';

describe('a secret that may change', () => {
  const lines: string[] = [];
  const write = (bindings: object, text: string) => void lines.push(`${text} ${JSON.stringify(bindings)}`);
  const log = { info: write, warn: write, error: write } as unknown as Log;
  let stored: string;
  let readings: number;
  let broken: boolean;

  beforeEach(() => {
    jest.useFakeTimers();
    [stored, readings, broken] = ['{"value":1}', 0, false];
    lines.length = 0;
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const open = (observe?: (reading: object) => void) =>
    createRotatingSecret<{ value: number }>({
      name: 'x',
      read: async () => {
        readings += 1;
        if (broken) throw new Error('Vault is sealed');
        return stored;
      },
      parse: text => {
        if (!text.startsWith('{')) throw new Error('x is not JSON');
        return JSON.parse(text) as { value: number };
      },
      everyMs: 30_000,
      log,
      ...(observe ? { observe } : {}),
    });

  test('is read again in time, and tells those who listen of each new value only', async () => {
    const secret = await open();
    const heard: number[] = [];
    secret.onChange(({ value }) => heard.push(value));
    await jest.advanceTimersByTimeAsync(30_000);
    stored = '{"value":2}';
    await jest.advanceTimersByTimeAsync(30_000);
    await jest.advanceTimersByTimeAsync(30_000);
    expect({ heard, current: secret.current, readings }).toEqual({
      heard: [2],
      current: { value: 2 },
      readings: 4,
    });
    secret.stop();
    await jest.advanceTimersByTimeAsync(90_000);
    expect(readings).toBe(4);
  });

  test('is read at once for whom the value was refused, however many ask', async () => {
    const secret = await open();
    stored = '{"value":2}';
    await jest.advanceTimersByTimeAsync(1_000);
    await Promise.all([secret.refresh(), secret.refresh(), secret.refresh()]);
    await secret.refresh();
    expect({ current: secret.current, readings }).toEqual({ current: { value: 2 }, readings: 2 });
    secret.stop();
  });

  test('stays as it was while the store does not answer', async () => {
    const seen: object[] = [];
    const secret = await open(reading => seen.push(reading));
    broken = true;
    await jest.advanceTimersByTimeAsync(30_000);
    expect(secret.current).toEqual({ value: 1 });
    expect(lines).toEqual([expect.stringMatching(/^a secret cannot be read again; .*"secret":"x"/)]);
    [broken, stored] = [false, '{"value":3}'];
    await jest.advanceTimersByTimeAsync(30_000);
    expect(secret.current).toEqual({ value: 3 });
    expect(seen).toEqual([
      { failed: false, changed: true },
      { failed: true, changed: false },
      { failed: false, changed: true },
    ]);
    secret.stop();
  });

  test('stays as it was when the new value is unusable, which is said once and without the value', async () => {
    const secret = await open();
    stored = 'topsecret';
    await jest.advanceTimersByTimeAsync(90_000);
    expect(secret.current).toEqual({ value: 1 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^the new value of a secret is unusable/);
    expect(lines.join()).not.toContain('topsecret');
    secret.stop();
  });

  test('must be readable and usable at first', async () => {
    broken = true;
    await expect(open()).rejects.toThrow('Vault is sealed');
    [broken, stored] = [false, 'topsecret'];
    await expect(open()).rejects.toThrow('x is not JSON');
  });
});
