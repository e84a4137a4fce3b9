import { AppError } from '@neighbourhood/shared/errors/app-error';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createSecretClients } from './secret-clients.ts';

function setUp(secrets: Record<string, string>) {
  const warnings: object[] = [];
  let time = 0;
  let asked = 0;
  const clients = createSecretClients({
    secret: async name => {
      asked += 1;
      const value = secrets[name];
      if (value === undefined) throw new AppError('internal', 'SECRET.MISSING', 'no such secret');
      return value;
    },
    log: { ...silentLog, warn: fields => void warnings.push(fields) },
    now: () => time,
    rememberMs: 100,
  });
  return { clients, warnings, asked: () => asked, pass: (ms: number) => (time += ms) };
}

const secret = '{"clientId":"id","clientSecret":"s3cret"}';

test('finds a client by the name of its provider, and asks again only after a while', async () => {
  const { clients, asked, pass } = setUp({ 'provider-sandbox': secret });
  expect(await clients.find('sandbox')).toEqual({ clientId: 'id', clientSecret: 's3cret' });
  await clients.find('sandbox');
  expect(asked()).toBe(1);
  pass(101);
  await clients.find('sandbox');
  expect(asked()).toBe(2);
});

test('asks once for all who want to know at the same time', async () => {
  const { clients, asked } = setUp({ 'provider-sandbox': secret });
  await Promise.all([1, 2, 3].map(() => clients.find('sandbox')));
  expect(asked()).toBe(1);
});

test('has no client where there is no secret, until there is one', async () => {
  const secrets: Record<string, string> = {};
  const { clients, pass } = setUp(secrets);
  expect(await clients.find('github')).toBeUndefined();
  secrets['provider-github'] = secret;
  expect(await clients.find('github')).toBeUndefined();
  pass(101);
  await eventually(async () => (await clients.find('github')) !== undefined);
  expect(await clients.find('github')).toMatchObject({ clientId: 'id' });
});

test.each(['no json s3cret', '{"clientId":"s3cret"}', '[]'])(
  'says that a secret is unusable, and not what it is: %s',
  async text => {
    const { clients, warnings } = setUp({ 'provider-x': text });
    expect(await clients.find('x')).toBeUndefined();
    expect(warnings).toEqual([{ secret: 'provider-x' }]);
  },
);

test('does not take another failure for a missing client, and keeps the old one through it', async () => {
  let broken = true;
  let time = 0;
  const clients = createSecretClients({
    secret: () => (broken ? Promise.reject(new Error('broken')) : Promise.resolve(secret)),
    log: silentLog,
    now: () => time,
    rememberMs: 100,
  });
  await expect(clients.find('x')).rejects.toThrow('broken');
  broken = false;
  const client = await clients.find('x');
  [broken, time] = [true, 1_000];
  expect(await clients.find('x')).toBe(client);
  expect(await clients.find('x')).toBe(client);
});

test('keeps the client that it has while the store does not answer', async () => {
  let away = false;
  let time = 0;
  const warnings: string[] = [];
  const clients = createSecretClients({
    secret: async () => {
      if (away) throw new AppError('internal', 'SECRET.UNAVAILABLE', 'Vault is sealed');
      return secret;
    },
    log: { ...silentLog, warn: (_, text) => void warnings.push(text) },
    now: () => time,
    rememberMs: 100,
  });
  await clients.find('sandbox');
  [away, time] = [true, 101];
  await clients.find('sandbox');
  await eventually(() => warnings.length > 0);
  expect(await clients.find('sandbox')).toMatchObject({ clientId: 'id' });
});
