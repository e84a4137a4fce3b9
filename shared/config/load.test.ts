import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { loadConfig } from './load.ts';
import { duration, flag, list, port, size } from './types.ts';

const schema = z.object({
  server: z.object({ port, requestTimeout: duration }),
  log: z.object({ level: z.string() }),
  hosts: list.default([]),
});

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'config-'));
  await writeFile(
    path.join(directory, 'auth.yaml'),
    'server: { port: 1000, request_timeout: 30s }\nlog: { level: info }\n',
  );
});
afterEach(() => rm(directory, { recursive: true }));

const load = (over: object = {}) => loadConfig({ app: 'auth', schema, directory, env: {}, ...over });

test('the file alone is enough, snake_case or camelCase', () => {
  expect(load()).toEqual({
    server: { port: 1000, requestTimeout: 30_000 },
    log: { level: 'info' },
    hosts: [],
  });
});

test('another folder can be named in the environment, and is no key itself', async () => {
  await writeFile(path.join(directory, 'auth.json'), JSON.stringify({ server: { port: 5 } }));
  const env = { NH_CONFIG_DIR: directory };
  expect(load({ directory: 'nowhere', env, schema: schema.strict() })).toMatchObject({ server: { port: 5 } });
});

describe('a wrong configuration', () => {
  test('names every bad key at once, and the app', () => {
    const env = { NH_SERVER__PORT: '99999', NH_SERVER__REQUEST_TIMEOUT: 'soon' };
    expect(() => load({ env })).toThrow(/auth.*server\.port.*server\.requestTimeout/s);
  });
  test('names a missing key', () => {
    expect(() => load({ directory: 'nowhere' })).toThrow(/server:.*log:/s);
  });
  test('is one whose file is no mapping or no YAML', async () => {
    await writeFile(path.join(directory, 'auth.yaml'), '- 1\n');
    expect(() => load()).toThrow(/auth\.yaml must hold a mapping/);
    await writeFile(path.join(directory, 'auth.yaml'), 'a: [\n');
    expect(() => load()).toThrow(/configuration of auth is wrong/);
  });
  test.each(['server.port=1', '--server.port', '-p=1'])('is one with the flag %s', argument => {
    expect(() => load({ argv: [argument] })).toThrow(`"${argument}"`);
  });
  test('cannot reach the prototype of objects', () => {
    load({ argv: ['--__proto__.polluted=yes', '--constructor.prototype.polluted=yes'] });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('values', () => {
  test.each([
    ['250ms', 250],
    ['30s', 30_000],
    ['1.5m', 90_000],
    ['24h', 86_400_000],
    ['7d', 604_800_000],
    [12, 12],
  ])('the duration %p is %i ms', (text, milliseconds) => {
    expect(duration.parse(text)).toBe(milliseconds);
  });
  test.each(['', '10', '1 hour', '-5s', 's', -1])('%p is no duration', text => {
    expect(duration.safeParse(text).success).toBe(false);
  });
  test('sizes are binary', () => {
    expect([size.parse('64KiB'), size.parse('1MiB'), size.parse('2GiB'), size.parse('5B')]).toEqual([
      65_536, 1_048_576, 2_147_483_648, 5,
    ]);
    expect(size.safeParse('1MB').success).toBe(false);
  });
  test('lists and flags are read from text as well', () => {
    expect(list.parse('a, b,,c ')).toEqual(['a', 'b', 'c']);
    expect(list.parse(['a'])).toEqual(['a']);
    expect([flag.parse('true'), flag.parse('false'), flag.parse(true)]).toEqual([true, false, true]);
    expect(flag.safeParse('yes').success).toBe(false);
  });
});
