import {
  answer,
  type CallServer,
  errorOf,
  perform,
  startCallServer,
  testCalls,
} from '../../../../test/call-server.ts';
import { type JsonObject } from '../../../domain/json.ts';
import { type BrokerMessage } from './asyncapi-call.ts';

const published: BrokerMessage[] = [];
const calls = testCalls({
  broker: { protocols: ['kafka', 'amqp'], publish: async message => void published.push(message) },
});
let server: CallServer;

beforeAll(async () => {
  server = await startCallServer();
});

beforeEach(() => {
  published.length = 0;
  server.seen.length = 0;
  server.handle = (_, response) => answer(response, { ignored: true }, 202);
});

afterAll(() => Promise.all([calls.close(), server.stop()]));

const message = { payload: { greeting: 'hello' }, headers: { 'x-Kind': 'greet', size: 3 } };

function call(api: JsonObject, given: JsonObject) {
  const endpoint = `data:application/json,${encodeURIComponent(JSON.stringify(api))}`;
  return perform(calls, 'asyncapi', { document: { endpoint }, message, ...given });
}

const three = (): JsonObject => ({
  asyncapi: '3.0.0',
  servers: {
    web: { host: `127.0.0.1:${server.port}`, pathname: '/hooks', protocol: 'http' },
    queue: {
      host: '{stage}.kafka.example:9092',
      protocol: 'kafka',
      variables: { stage: { default: 'dev' } },
    },
    radio: { host: 'mqtt.example', protocol: 'mqtt' },
  },
  channels: {
    greetings: { address: 'acme.greetings.{lang}', parameters: { lang: { default: 'en' } } },
    onlyQueue: { address: 'queued', servers: [{ $ref: '#/servers/queue' }] },
  },
  operations: {
    greet: { action: 'send', channel: { $ref: '#/channels/greetings' } },
    queue: { action: 'send', channel: { $ref: '#/channels/onlyQueue' } },
  },
});

const two = (): JsonObject => ({
  asyncapi: '2.6.0',
  servers: {
    web: { url: `http://127.0.0.1:${server.port}`, protocol: 'http' },
    queue: { url: 'kafka.example:9092', protocol: 'kafka' },
  },
  channels: {
    'acme/greetings': { publish: { operationId: 'greet' } },
    'acme/news': { subscribe: { operationId: 'news' } },
  },
});

test.each<[string, () => JsonObject, JsonObject, string]>([
  [
    'version 3, by operation and protocol',
    three,
    { operation: 'greet', protocol: 'kafka' },
    'acme.greetings.en',
  ],
  [
    'version 3, by operation and server',
    three,
    { operation: 'greet', server: { name: 'queue' } },
    'acme.greetings.en',
  ],
  ["version 3, by the channel's only server", three, { operation: 'queue' }, 'queued'],
  ['version 2, by channel', two, { channel: 'acme/greetings', protocol: 'kafka' }, 'acme/greetings'],
  ['version 2, by operation', two, { operation: 'greet', protocol: 'kafka' }, 'acme/greetings'],
])('publishes by the broker: %s', async (_name, api, given, topic) => {
  const { output } = await call(api(), given);
  expect(output).toEqual(message);
  expect(published).toEqual([
    {
      workspaceId: 'wsp_1',
      topic,
      payload: { greeting: 'hello' },
      headers: { 'x-Kind': 'greet', size: '3' },
      id: 'exe_1:abc',
    },
  ]);
});

test.each<[string, () => JsonObject, JsonObject, string]>([
  ['version 3', three, { operation: 'greet' }, '/hooks/acme.greetings.en'],
  ['version 2', two, { channel: 'acme/greetings' }, '/acme/greetings'],
])('publishes over HTTP: %s', async (_name, api, given, url) => {
  const authentication = { bearer: { token: 'hush-hush' } };
  const { output, authorization } = await call(api(), { ...given, authentication });
  expect(output).toEqual(message);
  expect(authorization?.scheme).toBe('Bearer');
  expect(server.seen).toEqual([
    {
      method: 'POST',
      url,
      body: '{"greeting":"hello"}',
      headers: expect.objectContaining({
        'x-kind': 'greet',
        'content-type': 'application/json',
        'idempotency-key': 'exe_1:abc',
        authorization: 'Bearer hush-hush',
      }),
    },
  ]);
});

test.each<[string, () => JsonObject, JsonObject, string]>([
  ['version 3', three, { operation: 'queue' }, 'queued'],
  ['version 2, by channel', two, { channel: 'acme/news', protocol: 'kafka' }, 'acme/news'],
  ['version 2, by operation', two, { operation: 'news', protocol: 'kafka' }, 'acme/news'],
])('finds the channel of a subscription, and publishes nothing: %s', async (_name, api, given, channel) => {
  const endpoint = `data:application/json,${encodeURIComponent(JSON.stringify(api()))}`;
  const subscription = { consume: { amount: 1 } };
  const result = await perform(calls, 'asyncapi', { document: { endpoint }, subscription, ...given });
  expect(result).toEqual({ output: null, channel });
  expect(published).toEqual([]);
});

test.each<[string, () => JsonObject, JsonObject, string]>([
  ['HTTP', three, { operation: 'greet', protocol: 'http' }, "'http'"],
  [
    'a channel that is only published to',
    two,
    { channel: 'acme/greetings', protocol: 'kafka' },
    'no subscribe',
  ],
])('refuses to subscribe by %s', async (_name, api, given, said) => {
  const endpoint = `data:application/json,${encodeURIComponent(JSON.stringify(api()))}`;
  const subscription = { consume: { amount: 1 } };
  const error = await errorOf(perform(calls, 'asyncapi', { document: { endpoint }, subscription, ...given }));
  expect(error).toMatchObject({ type: 'configuration', detail: expect.stringContaining(said) });
});

test('a server that refuses a message over HTTP is a communication error', async () => {
  server.handle = (_, response) => answer(response, {}, 400);
  expect(await errorOf(call(three(), { operation: 'greet' }))).toMatchObject({
    type: 'communication',
    status: 400,
  });
});

test.each<[string, () => JsonObject, JsonObject, string]>([
  ['a protocol that is not the broker’s', three, { operation: 'greet', protocol: 'mqtt' }, "'mqtt'"],
  ['an unknown operation', three, { operation: 'shout' }, 'no such operation'],
  ['an unknown server', three, { operation: 'greet', server: { name: 'pigeon' } }, 'no such server'],
  ["a server that is not the channel's", three, { operation: 'queue', protocol: 'http' }, 'no such server'],
  ['a channel of version 3', three, { channel: 'greetings' }, 'with.operation'],
  ['a channel that is not published to', two, { channel: 'acme/news' }, 'no publish'],
  ['an unknown channel', two, { channel: 'acme/lost' }, 'no such channel'],
  ['another document', () => ({ openapi: '3.0.0' }), { operation: 'greet' }, 'neither AsyncAPI'],
  [
    'a variable without a value',
    () => ({ ...three(), channels: { greetings: { address: 'a.{b}' } } }),
    { operation: 'greet', protocol: 'kafka' },
    'variable b',
  ],
  [
    'authentication at the broker',
    three,
    { operation: 'greet', protocol: 'kafka', authentication: { bearer: { token: 'x' } } },
    'no authentication',
  ],
])('refuses %s', async (_name, api, given, said) => {
  const error = await errorOf(call(api(), given));
  expect(error).toMatchObject({ type: 'configuration', status: 400, detail: expect.stringContaining(said) });
  expect(published).toEqual([]);
});

test('without a broker there is HTTP alone', async () => {
  const alone = testCalls();
  const endpoint = `data:application/json,${encodeURIComponent(JSON.stringify(three()))}`;
  const given = { document: { endpoint }, operation: 'queue', message };
  expect(await errorOf(perform(alone, 'asyncapi', given))).toMatchObject({ type: 'configuration' });
  await alone.close();
});
