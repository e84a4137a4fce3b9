import { Client, credentials, status } from '@grpc/grpc-js';
import { createLogger } from '../logger/logger.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { createGrpcServer, type GrpcServer } from './server.ts';

let able: boolean;
let server: GrpcServer;
let client: Client;

beforeEach(async () => {
  able = true;
  server = createGrpcServer({
    log: createLogger({ app: 'test', level: 'silent' }),
    metrics: createMetrics('test'),
    verifier: () => Promise.reject(new Error('nobody calls')),
    services: [],
    ready: () => Promise.resolve(able),
  });
  client = new Client(`127.0.0.1:${await server.listen(0)}`, credentials.createInsecure());
});
afterEach(async () => {
  client.close();
  await server.drain();
});

/** Both messages are empty, or begin with the one field that is given. */
const ask = (path: string, request = Buffer.alloc(0)) =>
  new Promise<{ code: number; answer: Buffer }>(resolve => {
    client.makeUnaryRequest(
      path,
      (bytes: Buffer) => bytes,
      (bytes: Buffer) => bytes,
      request,
      (error, answer) => resolve({ code: error?.code ?? status.OK, answer: answer ?? Buffer.alloc(0) }),
    );
  });
const sidecarAsks = async () => (await ask('/dapr.proto.runtime.v1.AppCallbackHealthCheck/HealthCheck')).code;
/** HealthCheckResponse.status: 1 serving, 2 not serving. */
const probe = async (service: string) => {
  const name = Buffer.from(service);
  const request = name.length === 0 ? name : Buffer.concat([Buffer.from([0x0a, name.length]), name]);
  return (await ask('/grpc.health.v1.Health/Check', request)).answer.at(-1);
};

test('the sidecar hears that the app cannot work, and that it can again', async () => {
  expect(await sidecarAsks()).toBe(status.OK);
  able = false;
  expect(await sidecarAsks()).toBe(status.UNAVAILABLE);
  able = true;
  expect(await sidecarAsks()).toBe(status.OK);
});

test('an app whose database is away is alive, but not ready', async () => {
  able = false;
  await sidecarAsks();
  expect([await probe(''), await probe('readiness')]).toEqual([1, 2]);
  able = true;
  await sidecarAsks();
  expect([await probe(''), await probe('readiness')]).toEqual([1, 1]);
});
