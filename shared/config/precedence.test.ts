import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { dynamic } from './live-part.ts';
import { liveConfig } from './live.ts';
import { duration, flag, list } from './types.ts';

/** A value of every kind that sources write differently, each of which every source may set. */
const schema = dynamic(
  z.strictObject({
    log: z.strictObject({ level: z.string() }),
    limits: z.strictObject({ user: z.strictObject({ capacity: z.coerce.number(), window: duration }) }),
    cors: z.strictObject({ allowedOrigins: list }),
    features: z.strictObject({ signUp: flag }),
  }),
);

const inFile = {
  log: { level: 'file' },
  limits: { user: { capacity: 1, window: '1s' } },
  cors: { allowed_origins: ['https://file'] },
  features: { signUp: false },
};
const yaml = `
log:
  level: file
limits: { user: { capacity: 1, window: 1s } }
cors:
  allowed_origins: [https://file]
features: { sign_up: false }
`;
const env = {
  NH_LOG__LEVEL: 'environment',
  NH_LIMITS__USER__CAPACITY: '2',
  NH_LIMITS__USER__WINDOW: '2s',
  NH_CORS__ALLOWED_ORIGINS: 'https://environment',
  NH_FEATURES__SIGN_UP: 'true',
};
const keys = {
  'log.level': 'dynamic',
  'limits.user.capacity': '3',
  'limits.user.window': '3s',
  'cors.allowed_origins': 'https://dynamic',
  'features.signUp': 'false',
};
const ownKeys = Object.fromEntries(
  Object.entries(keys).map(([key, value]) => [
    `gateway/${key}`,
    value.replace('dynamic', 'own').replace('3', '4').replace('false', 'true'),
  ]),
);
const flags = [
  '--log.level=flag',
  '--limits.user.capacity=5',
  '--limits.user.window=5s',
  '--cors.allowedOrigins=https://flag',
  '--features.sign_up=false',
];

const values = (level: string, number: number, signUp: boolean) => ({
  log: { level },
  limits: { user: { capacity: number, window: number * 1000 } },
  cors: { allowedOrigins: [`https://${level}`] },
  features: { signUp },
});

/** Each source, with what holds where it is the strongest of those that say something. */
const sources = [
  { name: 'file', result: values('file', 1, false) },
  { name: 'environment', result: values('environment', 2, true) },
  { name: 'dynamic store, for all apps', result: values('dynamic', 3, false) },
  { name: 'dynamic store, for the app', result: values('own', 4, true) },
  { name: 'flags', result: values('flag', 5, false) },
];

/** Every set of sources: the file always, each other one there or not. */
const sets = Array.from({ length: 2 ** (sources.length - 1) }, (_, bits) =>
  sources.filter((_source, index) => index === 0 || (bits & (1 << (index - 1))) !== 0),
);
const cases = ['yaml', 'yml', 'json'].flatMap(format => sets.map(set => ({ format, set })));

describe('file < environment < dynamic store < flags', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'precedence-'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  test.each(
    cases.map(({ format, set }) => ({
      format,
      names: set.map(({ name }) => name),
      title: set.map(({ name }) => name).join(' < '),
      expected: set.at(-1)!.result,
    })),
  )('$format: $title', async ({ format, names, expected }) => {
    await writeFile(
      path.join(directory, `gateway.${format}`),
      format === 'json' ? JSON.stringify(inFile) : yaml,
    );
    const live = liveConfig({
      app: 'gateway',
      schema,
      directory,
      env: names.includes('environment') ? env : {},
      argv: names.includes('flags') ? flags : [],
    });
    const applied = live.apply({
      ...(names.includes('dynamic store, for all apps') ? keys : {}),
      ...(names.includes('dynamic store, for the app') ? ownKeys : {}),
    });
    expect(applied).toMatchObject({ refused: [], foreign: [] });
    expect(live.current).toEqual(expected);
    // What is deleted there returns to what lies below.
    live.apply({});
    const strongest = names.includes('flags') ? 4 : names.includes('environment') ? 1 : 0;
    expect(live.current).toEqual(sources[strongest]!.result);
  });
});
