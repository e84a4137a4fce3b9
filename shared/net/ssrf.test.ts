import { type AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { type Agent, request } from 'undici';
import { type AppError } from '../errors/app-error.ts';
import {
  checkUrl,
  createAddressResolver,
  createGuardedAgent,
  type GuardedAgentOptions,
  type GuardOptions,
} from './ssrf.ts';

type Resolve = NonNullable<GuardedAgentOptions['resolve']>;

const local: GuardOptions = { profile: 'local', platformPorts: [8080] };
const production: GuardOptions = { profile: 'production' };

function refusal(url: string, options: GuardOptions): AppError | undefined {
  try {
    checkUrl(url, options, 'WEBHOOK.URL_FORBIDDEN');
    return undefined;
  } catch (error) {
    return error as AppError;
  }
}

const resolvesTo =
  (...addresses: string[]): Resolve =>
  (_, __, done) =>
    done(
      null,
      addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('checkUrl', () => {
  test.each([
    'https://example.com/hook?a=1',
    'https://8.8.8.8',
    'https://[2606:4700:4700::1111]:8443/x',
    'https://does-not-resolve.example',
  ])('accepts %s in every profile', url => {
    expect(checkUrl(url, production).href).toBe(new URL(url).href);
    expect(checkUrl(url, local).href).toBe(new URL(url).href);
  });

  test.each([
    'http://example.com',
    'ftp://example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'example.com',
    '',
    'https://',
    'https://user@example.com',
    'https://user:password@example.com',
    'https://localhost',
    'https://LOCALHOST.',
    'https://a.localhost',
    'https://metadata.google.internal',
    'https://printer.local',
    'https://printer.local.',
    'https://127.0.0.1',
    'https://127.1',
    'https://2130706433',
    'https://0x7f.1',
    'https://0177.0.0.1',
    'https://[::1]',
    'https://[::ffff:127.0.0.1]',
    'https://[::ffff:7f00:1]',
    'https://[::]',
    'https://0',
    'https://169.254.169.254/latest',
    'https://10.0.0.1',
    'https://192.168.0.1',
    'https://[fd00::1]',
    'https://[64:ff9b::a00:1]',
    'https://[2002:a00:1::]',
    'https://①②⑦.⓪.⓪.①',
    `https://example.com/${'a'.repeat(2048)}`,
  ])('refuses %s in production', url => {
    expect(refusal(url, production)).toMatchObject({
      kind: 'invalidArgument',
      code: 'WEBHOOK.URL_FORBIDDEN',
      fields: [{ path: 'url' }],
    });
  });

  test.each([
    'http://127.0.0.1:9999/hook',
    'http://localhost:9999',
    'http://[::1]:9999',
    'https://127.0.0.1',
    'http://example.com',
  ])('accepts %s in the local profile', url => {
    expect(refusal(url, local)).toBeUndefined();
  });

  test.each([
    'http://127.0.0.1:8080',
    'http://localhost:8080/',
    'http://[::1]:8080',
    'http://10.0.0.1',
    'http://a.localhost:9999',
    'http://169.254.169.254',
  ])('refuses %s in the local profile', url => {
    expect(refusal(url, local)).toMatchObject({ code: 'WEBHOOK.URL_FORBIDDEN' });
  });

  test('accepts a private address that is listed, and no other', () => {
    const listed: GuardOptions = { profile: 'production', allow: ['10.1.0.0/16'] };
    expect(refusal('https://10.1.2.3', listed)).toBeUndefined();
    expect(refusal('https://10.2.2.3', listed)).toBeDefined();
  });
});

describe('createGuardedAgent', () => {
  const agents: Agent[] = [];
  let server: Server;
  let port: number;

  beforeAll(async () => {
    server = createServer((_, answer) => answer.end('reached')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });

  afterAll(async () => {
    await Promise.all(agents.map(agent => agent.close()));
    server.close();
  });

  async function call(url: string, options: GuardedAgentOptions): Promise<string> {
    const agent = createGuardedAgent(options);
    agents.push(agent);
    const { body } = await request(url, { dispatcher: agent });
    return body.text();
  }

  test('calls loopback in the local profile, by address and by name', async () => {
    expect(await call(`http://127.0.0.1:${port}`, local)).toBe('reached');
    expect(await call(`http://hook.example:${port}`, { ...local, resolve: resolvesTo('127.0.0.1') })).toBe(
      'reached',
    );
  });

  test("does not call the platform's own ports", async () => {
    await expect(
      call(`http://127.0.0.1:${port}`, { profile: 'local', platformPorts: [port] }),
    ).rejects.toMatchObject({ code: 'EFORBIDDENADDRESS' });
  });

  test('does not call http or loopback elsewhere', async () => {
    await expect(call(`http://127.0.0.1:${port}`, production)).rejects.toMatchObject({
      code: 'EFORBIDDENADDRESS',
    });
    await expect(call(`https://127.0.0.1:${port}`, production)).rejects.toMatchObject({
      code: 'EFORBIDDENADDRESS',
    });
  });

  test('does not call a name that resolves to a forbidden address', async () => {
    const rebound = {
      profile: 'production',
      resolve: resolvesTo('127.0.0.1', '10.0.0.1', '::ffff:127.0.0.1'),
    } as const;
    await expect(call(`https://rebound.example:${port}`, rebound)).rejects.toMatchObject({
      code: 'EFORBIDDENADDRESS',
    });
  });

  test('connects to the allowed address of a name that has both kinds', async () => {
    expect(
      await call(`http://mixed.example:${port}`, { ...local, resolve: resolvesTo('10.0.0.1', '127.0.0.1') }),
    ).toBe('reached');
  });

  test('a name that does not resolve fails as such', async () => {
    const failing: Resolve = (_, __, done) =>
      done(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }), []);
    await expect(call('http://nowhere.example', { ...local, resolve: failing })).rejects.toMatchObject({
      code: 'ENOTFOUND',
    });
  });
});

describe('createAddressResolver', () => {
  test('gives the allowed address of a name that has both kinds', async () => {
    const resolve = createAddressResolver({ ...production, resolve: resolvesTo('10.0.0.1', '8.8.8.8') });
    expect(await resolve('grpc.example', 443)).toEqual({ address: '8.8.8.8', family: 4 });
  });

  test.each(['10.0.0.1', '127.0.0.1', '::ffff:127.0.0.1', '169.254.169.254'])(
    'refuses a name that resolves to %s',
    async address => {
      const resolve = createAddressResolver({ ...production, resolve: resolvesTo(address) });
      await expect(resolve('grpc.example', 443)).rejects.toMatchObject({ code: 'EFORBIDDENADDRESS' });
    },
  );

  test.each(['localhost', '127.0.0.1', '[::1]', 'a.internal', '10.0.0.1'])(
    'refuses %s itself',
    async host => {
      const resolve = createAddressResolver(production);
      await expect(resolve(host, 443)).rejects.toMatchObject({ code: 'EFORBIDDENADDRESS' });
    },
  );

  test("knows loopback in the local profile, and the platform's own ports", async () => {
    const resolve = createAddressResolver(local);
    expect(await resolve('127.0.0.1', 9999)).toEqual({ address: '127.0.0.1', family: 4 });
    await expect(resolve('127.0.0.1', 8080)).rejects.toMatchObject({ code: 'EFORBIDDENADDRESS' });
  });
});
