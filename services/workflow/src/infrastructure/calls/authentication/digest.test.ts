import { createHash } from 'node:crypto';
import {
  answer,
  type CallServer,
  errorOf,
  perform,
  startCallServer,
  testCalls,
} from '../../../../test/call-server.ts';
import { answerDigest } from './digest.ts';

const mufasa = { username: 'Mufasa', password: 'Circle of Life', method: 'GET' };
const url = new URL('http://www.example.org/dir/index.html');
// The example of RFC 7616, section 3.9.1.
const rfc = `realm="http-auth@example.org", qop="auth, auth-int", nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"`;
const cnonce = 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';

test.each([
  ['MD5', '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256', '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
])('answers the example of the RFC with %s', (algorithm, response) => {
  const parameter = answerDigest(`Digest ${rfc}, algorithm=${algorithm}`, { ...mufasa, url, cnonce });
  expect(parameter).toContain(`response="${response}"`);
  expect(parameter).toContain('qop=auth, nc=00000001');
  expect(parameter).toContain('uri="/dir/index.html"');
});

test('takes the strongest of several challenges, other schemes beside them', () => {
  const header = `Basic realm="x", Digest ${rfc}, algorithm=MD5, Digest ${rfc}, algorithm=SHA-256`;
  expect(answerDigest(header, { ...mufasa, url })).toContain('algorithm=SHA-256');
});

test('answers servers of before qop', () => {
  // The example of RFC 2069, with the digest that its erratum gives.
  const header =
    'Digest realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc"';
  const parameter = answerDigest(header, {
    username: 'Mufasa',
    password: 'CircleOfLife',
    method: 'GET',
    url: new URL('http://a.example/dir/index.html'),
  });
  expect(parameter).toContain('response="1949323746fe6a43ef61f9606e7febea"');
  expect(parameter).not.toContain('qop');
});

test.each([
  '',
  'Basic realm="x"',
  'Digest realm="x"',
  'Digest realm="x", nonce="y", qop="auth-int"',
  'Digest realm="x", nonce="y", algorithm=ROT13',
])('does not answer %p', header => {
  expect(answerDigest(header, { ...mufasa, url })).toBeUndefined();
});

test('quotes what the server and the author wrote', () => {
  const parameter = answerDigest('Digest realm="a\\"b", nonce="y"', { ...mufasa, username: 'a"b\\', url });
  expect(parameter).toContain('username="a\\"b\\\\"');
  expect(parameter).toContain('realm="a\\"b"');
  expect(answerDigest('Digest realm="x", nonce="y"', { ...mufasa, username: 'Jäsøn', url })).toContain(
    "username*=UTF-8''J%C3%A4s%C3%B8n",
  );
});

describe('a call', () => {
  const calls = testCalls();
  let server: CallServer;

  beforeAll(async () => {
    server = await startCallServer();
  });

  afterAll(() => Promise.all([calls.close(), server.stop()]));

  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  const challenge = 'Digest realm="r", nonce="n", qop="auth", algorithm=SHA-256';
  const endpoint = () => ({
    uri: `${server.url}/x?a=1`,
    authentication: { digest: { username: 'ada', password: 'hush-hush' } },
  });

  test('is answered after the challenge, its body sent again', async () => {
    server.handle = ({ method, headers: { authorization } }, response) => {
      if (!authorization) {
        answer(response, {}, 401, { 'www-authenticate': challenge });
        return;
      }
      const [, own = '', count = ''] = /cnonce="([^"]+)"/.exec(authorization) ?? [];
      expect(count).toBe('');
      const expected = sha(`${sha('ada:r:hush-hush')}:n:00000001:${own}:auth:${sha(`${method}:/x?a=1`)}`);
      answer(response, { right: authorization.includes(`response="${expected}"`) });
    };
    const { output, authorization } = await perform(calls, 'http', {
      method: 'post',
      endpoint: endpoint(),
      body: { a: 1 },
    });
    expect(output).toEqual({ right: true });
    expect(authorization?.scheme).toBe('Digest');
    expect(server.seen.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}']);
  });

  test('that is refused twice is an error, and tells no password', async () => {
    server.seen.length = 0;
    server.handle = (_, response) => answer(response, 'hush-hush', 401, { 'www-authenticate': challenge });
    const error = await errorOf(perform(calls, 'http', { method: 'get', endpoint: endpoint() }));
    expect(error).toMatchObject({ type: 'communication', status: 401 });
    expect(error.detail).not.toContain('hush-hush');
    expect(server.seen).toHaveLength(2);
  });
});
