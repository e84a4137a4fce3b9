import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  Channel,
  credentials,
  Server,
  ServerCredentials,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { fakeCall } from '../testing/fake-call.ts';
import { createServiceClient, type Route } from './client.ts';
import { loadOwn, serviceOf } from './protos.ts';
import { isRepeatable, isStream } from './repeats.ts';
import { type OutgoingCall } from './types.ts';

const protos = new URL('../../proto/', import.meta.url);

const services = globSync('neighbourhood/**/*_service.proto', { cwd: protos }).map(file => {
  const [, service = ''] = /^service (\w+) \{/m.exec(readFileSync(new URL(file, protos), 'utf8')) ?? [];
  return `${path.dirname(file).replaceAll('/', '.')}.${service}`;
});

type AnyClient = Record<string, (request: object, call: OutgoingCall) => Promise<unknown>>;

const sent = new Map<string, number>();
const server = new Server();
let route: Route;
let channels: Channel[] = [];

/** A server that answers every method of every service as a sidecar does that cannot reach the app. */
beforeAll(async () => {
  for (const service of services) {
    const definition = serviceOf(loadOwn(service), service);
    const unary = Object.entries(definition).filter(([, method]) => !isStream(method));
    const unreachable = unary.map(([name, { path: where }]) => [
      name,
      (_call: unknown, answer: (error: object) => void) => {
        sent.set(where, (sent.get(where) ?? 0) + 1);
        answer({ code: status.UNAVAILABLE, details: 'connection error' });
      },
    ]);
    server.addService(definition, Object.fromEntries(unreachable) as UntypedServiceImplementation);
  }
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  route = {
    app: 'test',
    headers: {},
    connect: config => {
      const channel = new Channel(`127.0.0.1:${port}`, credentials.createInsecure(), {
        'grpc.service_config': JSON.stringify(config ?? {}),
      });
      channels.push(channel);
      return channel;
    },
  };
});
afterAll(() => {
  for (const channel of channels) channel.close();
  channels = [];
  server.forceShutdown();
});

const call = () => ({ ...fakeCall(), deadline: new Date(Date.now() + 60_000) });

test.each(services)('%s: what must not be repeated is sent once, everything else four times', async name => {
  const definition = serviceOf(loadOwn(name), name);
  const client = createServiceClient(route, name, { attempts: 4, failures: 1_000 }) as AnyClient;
  const unary = Object.entries(definition).filter(([, method]) => !isStream(method));
  await Promise.all(
    unary.map(([method]) =>
      expect(client[method]!({}, call())).rejects.toMatchObject({ code: 'SERVICE.UNAVAILABLE' }),
    ),
  );
  const methods = unary.map(([, method]) => method);
  expect(Object.fromEntries(methods.map(({ path: where }) => [where, sent.get(where)]))).toEqual(
    Object.fromEntries(methods.map(method => [method.path, isRepeatable(method) ? 4 : 1])),
  );
});

test('repeats end at the deadline of the call', async () => {
  const [service = ''] = services.filter(name => name.endsWith('ConsentService'));
  const client = createServiceClient(route, service, { attempts: 5, failures: 1_000 }) as AnyClient;
  const where = `/${service}/GetConsent`;
  const before = sent.get(where) ?? 0;
  // The waits alone would take 1.5 s.
  const short = { ...call(), deadline: new Date(Date.now() + 250) };
  await expect(client['GetConsent']!({}, short)).rejects.toMatchObject({
    code: expect.stringMatching(/^SERVICE\.(TIMEOUT|UNAVAILABLE)$/) as string,
  });
  expect((sent.get(where) ?? 0) - before).toBeLessThan(4);
});
