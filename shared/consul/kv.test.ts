import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { eventually } from '../testing/eventually.ts';
import { followConsulKv } from './kv.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const entries = (items: Record<string, string>) =>
  JSON.stringify([
    { Key: 'nh/', Value: null },
    ...Object.entries(items).map(([key, value]) => ({
      Key: `nh/${key}`,
      Value: Buffer.from(value).toString('base64'),
    })),
  ]);
const reply =
  (status: number, index: number, body: string): Answer =>
  (_request, response) => {
    response.writeHead(status, { 'X-Consul-Index': String(index) }).end(body);
  };

/** A Consul that gives one answer after the other, and then lets everybody wait. */
describe('following keys of Consul', () => {
  let server: Server;
  let asked: { url: string; token: string | undefined }[];
  let answers: Answer[];
  let stop: (() => void) | undefined;
  let heard: Record<string, string>[];
  let errors: string[];
  let tokens: string[];

  beforeEach(async () => {
    [asked, answers, heard, errors, tokens] = [[], [], [], [], ['first', 'second']];
    server = createServer((request, response) => {
      asked.push({ url: request.url ?? '', token: request.headers['x-consul-token'] as string | undefined });
      answers.shift()?.(request, response);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(() => {
    stop?.();
    server.close();
    server.closeAllConnections();
  });

  const follow = (address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`) => {
    const options = { address, prefix: 'nh', token: async () => tokens.shift(), waitSeconds: 5 };
    stop = followConsulKv(options)({
      keys: items => heard.push({ ...items }),
      lost: error => errors.push(error.message),
    });
  };
  const indexes = () => asked.map(({ url }) => new URL(url, 'http://x').searchParams.get('index'));

  test('tells all of them now, and again when Consul answers a waiting question', async () => {
    answers = [
      reply(200, 7, entries({ 'log.level': 'info', 'gateway/x': 'ü' })),
      reply(200, 9, entries({ a: '1' })),
    ];
    follow();
    await eventually(() => asked.length === 3);
    expect(heard).toEqual([{ 'log.level': 'info', 'gateway/x': 'ü' }, { a: '1' }]);
    expect(indexes()).toEqual(['0', '7', '9']);
    expect(asked[0]).toEqual({ url: '/v1/kv/nh/?recurse=&index=0&wait=5s', token: 'first' });
  });

  test('no key at all is an answer too', async () => {
    answers = [reply(404, 3, '')];
    follow();
    await eventually(() => asked.length === 2);
    expect([heard, errors, indexes()]).toEqual([[{}], [], ['0', '3']]);
  });

  test('an index that went back begins anew', async () => {
    answers = [reply(200, 9, entries({})), reply(200, 4, entries({})), reply(200, 5, entries({}))];
    follow();
    await eventually(() => asked.length === 4);
    expect(indexes()).toEqual(['0', '9', '0', '5']);
  });

  test('a token that is refused is asked for anew', async () => {
    answers = [reply(403, 0, 'ACL not found'), reply(200, 5, entries({ a: '1' }))];
    follow();
    await eventually(() => heard.length === 1);
    expect(errors).toEqual([expect.stringMatching(/^Consul at \S+ refuses the ACL token.*: ACL not found$/)]);
    expect(asked.slice(0, 2).map(({ token }) => token)).toEqual(['first', 'second']);
  });

  test.each([
    ['an error', reply(500, 0, 'No cluster leader'), /cannot answer: No cluster leader/],
    ['an empty error', reply(503, 0, ''), /cannot answer: status 503/],
    ['something else', reply(200, 1, '<html>'), /JSON/],
    ['a closed connection', (_: unknown, response: ServerResponse) => response.destroy(), /does not answer/],
  ] as [string, Answer, RegExp][])('%s is told, and tried again', async (_name, answer, message) => {
    answers = [answer, reply(200, 5, entries({ a: '1' }))];
    follow();
    await eventually(() => heard.length === 1);
    expect(errors).toEqual([expect.stringMatching(message)]);
  });

  test('where nobody listens, the address is named', async () => {
    follow('http://127.0.0.1:1');
    await eventually(() => errors.length > 0);
    expect(errors[0]).toMatch(/^Consul at http:\/\/127\.0\.0\.1:1 does not answer: .+/);
  });

  test('after stopping, nothing is asked and nothing told', async () => {
    answers = [reply(200, 7, entries({}))];
    follow();
    await eventually(() => asked.length === 2);
    stop?.();
    await eventually(async () => (await new Promise(r => server.getConnections((_e, n) => r(n)))) === 0);
    expect([heard.length, errors.length, asked.length]).toEqual([1, 0, 2]);
  });
});
