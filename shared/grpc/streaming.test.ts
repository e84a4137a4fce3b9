import { Channel, credentials } from '@grpc/grpc-js';
import { AppError } from '../errors/app-error.ts';
import { createLogger } from '../logger/logger.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { eventually } from '../testing/eventually.ts';
import { fakeCall } from '../testing/fake-call.ts';
import { createGrpcServer, type GrpcServer } from './server.ts';
import { createStreamClient, type Duplex } from './stream-client.ts';
import { type StreamHandler } from './streaming.ts';

// The one method of the platform whose both sides are streams stands for all.
const service = 'neighbourhood.integration.v1.IntegrationService';

interface Message {
  chunk?: Buffer;
}

let server: GrpcServer;
let channel: Channel;
let handle: StreamHandler<Message, Message>;
let open: () => Duplex<Message, Message>;
const { identity } = fakeCall();

beforeAll(async () => {
  const stream: StreamHandler<Message, Message> = (input, output, call) => handle(input, output, call);
  server = createGrpcServer({
    log: createLogger({ app: 'test', level: 'silent' }),
    metrics: createMetrics('test'),
    verifier: token => (token === 'good' ? Promise.resolve(identity) : Promise.reject(refused())),
    services: [{ name: service, handlers: {}, streams: { Transfer: stream as StreamHandler } }],
  });
  const port = await server.listen(0);
  channel = new Channel(`127.0.0.1:${port}`, credentials.createInsecure(), {});
  open = openWith('good');
});
afterAll(async () => {
  channel.close();
  await server.drain();
});

const refused = () => new AppError('unauthenticated', 'AUTH.UNAUTHENTICATED', 'Who are you?');
const chunk = Buffer.alloc(64 * 1024);

function openWith(token: string, signal?: AbortSignal) {
  const client = createStreamClient<Message, Message>(
    { app: 'test', headers: {}, connect: () => channel },
    service,
    'Transfer',
  );
  return () => client({ ...fakeCall(), token, ...(signal ? { signal } : {}) });
}

async function all(stream: Duplex<Message, Message>): Promise<Message[]> {
  const messages: Message[] = [];
  for await (const message of stream.answers) messages.push(message);
  return messages;
}

test('carries messages both ways, each side at its own pace', async () => {
  handle = async (input, output, call) => {
    expect(call.identity).toEqual(identity);
    for await (const message of input) await output.write(message);
  };
  const stream = open();
  const answers = all(stream);
  for (const text of ['one', 'two', 'three']) await stream.send({ chunk: Buffer.from(text) });
  stream.finish();
  expect((await answers).map(message => String(message.chunk))).toEqual(['one', 'two', 'three']);
});

test('tells failures as unary calls do, before and after the first answer', async () => {
  handle = async (_input, output) => {
    await output.write({ chunk });
    throw new AppError('payloadTooLarge', 'REQUEST.TOO_LARGE', 'Too much.', { metadata: { most: '1' } });
  };
  await expect(all(open())).rejects.toMatchObject({
    code: 'REQUEST.TOO_LARGE',
    kind: 'payloadTooLarge',
    metadata: { most: '1' },
  });
  await expect(all(openWith('bad')())).rejects.toMatchObject({ code: 'AUTH.UNAUTHENTICATED' });
});

test('what nobody reads is not sent: a slow reader holds the sender up', async () => {
  let sent = 0;
  handle = async (_input, output) => {
    for (; sent < 1_000; sent++) await output.write({ chunk });
  };
  const stream = open();
  const answers = stream.answers[Symbol.asyncIterator]();
  await answers.next();
  let before = -1;
  await eventually(
    () => {
      const still = sent === before;
      before = sent;
      return still;
    },
    { intervalMs: 200 },
  );
  expect(sent).toBeLessThan(200);
  stream.cancel();
});

test('a caller that goes away ends the work for it', async () => {
  let ended: unknown;
  handle = async (input, _output, call) => {
    call.signal.addEventListener('abort', () => (ended = 'aborted'));
    for await (const _message of input) continue;
  };
  const controller = new AbortController();
  const stream = openWith('good', controller.signal)();
  await stream.send({ chunk });
  controller.abort();
  await expect(all(stream)).rejects.toBeDefined();
  await eventually(() => ended === 'aborted');
  await expect(stream.send({ chunk })).rejects.toBeDefined();
});

test('for a caller that is already gone nothing is begun', async () => {
  let begun = false;
  handle = async () => {
    begun = true;
    await Promise.resolve();
  };
  const stream = openWith('good', AbortSignal.abort())();
  stream.finish();
  await expect(all(stream)).rejects.toBeDefined();
  await expect(stream.send({ chunk })).rejects.toBeDefined();
  expect(begun).toBe(false);
});
