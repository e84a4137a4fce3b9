import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { WebhookRule, WebhookSignature } from '../webhook-rule.ts';
import { isProven } from './is-proven.ts';
import { readWebhook } from './read-webhook.ts';
import type { WebhookMessage } from './webhook-message.ts';

const hmac: Extract<WebhookSignature, { type: 'hmac' | 'ed25519' | 'ecdsa' }> = {
  type: 'hmac',
  algorithm: 'sha256',
  secretEncoding: 'text',
  encoding: 'hex',
  header: 'x-signature',
  prefix: '',
  payload: '${body}',
};
const now = new Date(1_531_420_618_000);
const message = (more: Partial<WebhookMessage> = {}): WebhookMessage => ({
  method: 'POST',
  url: 'https://api.test/hook',
  headers: {},
  body: Buffer.alloc(0),
  ...more,
});

describe('the examples in the documentation of providers', () => {
  test('GitHub', () => {
    const rule = { ...hmac, prefix: 'sha256=' };
    const signature = 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17';
    const sent = message({ headers: { 'x-signature': signature }, body: Buffer.from('Hello, World!') });
    expect(isProven(rule, sent, ["It's a Secret to Everybody"], now)).toBe(true);
  });

  test('Slack', () => {
    const rule = {
      ...hmac,
      prefix: 'v0=',
      payload: 'v0:${timestamp}:${body}',
      timestamp: { header: 'x-slack-request-timestamp', unit: 'seconds' as const, toleranceSeconds: 300 },
    };
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    const signature = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
    const headers = { 'x-signature': signature, 'x-slack-request-timestamp': '1531420618' };
    const secret = '8f742231b10e8888abcd99yyyzzz85a5';
    expect(isProven(rule, message({ headers, body: Buffer.from(body) }), [secret], now)).toBe(true);
    for (const stamp of ['1531420619', '', '1531420618.0', ' 1531420618', '-1531420618']) {
      const other = { ...headers, 'x-slack-request-timestamp': stamp };
      expect(isProven(rule, message({ headers: other, body: Buffer.from(body) }), [secret], now)).toBe(false);
    }
  });

  test('Twilio', () => {
    const body = Buffer.from(
      'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212',
    );
    const headers = { 'x-twilio-signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' };
    const sent = message({ url: 'https://mycompany.com/myapp.php?foo=1&bar=2', headers, body });
    const rule = { type: 'adapter', name: 'twilio' } as const;
    expect(isProven(rule, sent, ['12345'], now)).toBe(true);
    expect(isProven(rule, { ...sent, url: 'https://mycompany.com/myapp.php?foo=1' }, ['12345'], now)).toBe(
      false,
    );
    expect(isProven({ type: 'adapter', name: 'none' }, sent, ['12345'], now)).toBe(false);
  });

  test('Standard Webhooks, and Svix with headers of its own', () => {
    const body = Buffer.from('{"test": 2432232314}');
    const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
    const at = new Date(1_614_265_330_000);
    for (const name of ['webhook', 'svix']) {
      const headers = {
        [`${name}-id`]: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        [`${name}-timestamp`]: '1614265330',
        [`${name}-signature`]:
          'v1,bm9ldHUjKzFob2VudXRob2VodWUzMjRvdWVvdW9ldQo= v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
      };
      expect(isProven({ type: 'standardWebhooks' }, message({ headers, body }), [secret], at)).toBe(true);
    }
  });
});

describe('a signature', () => {
  const body = Buffer.from([0, 255, 10, 13, 0xe2, 0x82, 0x24, 0x7b]);
  const right = createHmac('sha256', 's').update(body).digest('hex');
  const proven = (signature: string) =>
    isProven(hmac, message({ headers: { 'x-signature': signature }, body }), ['s'], now);

  test('covers the bytes, whatever they are', () => {
    expect([proven(right), proven(right.toUpperCase())]).toEqual([true, true]);
  });

  test.each([
    '',
    right.slice(2),
    `${right}00`,
    `${right}zz`,
    ` ${right}`,
    `sha256=${right}`,
    Buffer.from(right, 'hex').toString('base64'),
  ])('is bad as %s', signature => {
    expect(proven(signature)).toBe(false);
  });

  test('is one of several in a list, of which only the first ten are tried', () => {
    const rule = { ...hmac, list: { separator: ',', signature: 'v1' } };
    const sent = (signature: string) => message({ headers: { 'x-signature': signature }, body });
    expect(isProven(rule, sent(`v0=1, v1=00, v1=${right}`), ['s'], now)).toBe(true);
    expect(isProven(rule, sent(`v0=${right}`), ['s'], now)).toBe(false);
    expect(isProven(rule, sent(`${'v1=00,'.repeat(10)}v1=${right}`), ['s'], now)).toBe(false);
  });

  test('of Ed25519 is refused, not an error, with what is no key', () => {
    const rule = { ...hmac, type: 'ed25519' as const };
    const sent = message({ headers: { 'x-signature': 'ab'.repeat(64) }, body });
    for (const key of ['', 'zz', '00'.repeat(32), 'ff'.repeat(32)])
      expect(isProven(rule, sent, [key], now)).toBe(false);
  });
});

describe('a time', () => {
  const rule = (unit: 'iso8601' | 'httpDate') => ({
    ...hmac,
    payload: '${timestamp}${body}',
    timestamp: { header: 'x-time', unit, toleranceSeconds: 300 },
  });
  const proven = (unit: 'iso8601' | 'httpDate', time: string) => {
    const signature = createHmac('sha256', 's').update(time).digest('hex');
    const headers = { 'x-signature': signature, 'x-time': time };
    return isProven(rule(unit), message({ headers }), ['s'], now);
  };

  test.each(['2018-07-12T18:36:58Z', '2018-07-12T18:36:58.123456Z', '2018-07-12T11:36:58-07:00'])(
    'is %s',
    time => {
      expect(proven('iso8601', time)).toBe(true);
    },
  );

  test.each([
    '2018-07-12T18:30:58Z',
    '2018-07-12T18:42:58Z',
    '2018-07-12T18:36:58',
    '2018-07-12',
    '1531420618',
    '2018-99-12T18:36:58Z',
    '',
  ])('is not %s', time => {
    expect(proven('iso8601', time)).toBe(false);
  });

  test('is a date as in HTTP', () => {
    expect(proven('httpDate', 'Thu, 12 Jul 2018 18:36:58 GMT')).toBe(true);
    for (const time of [
      'Thu, 12 Jul 2018 18:30:58 GMT',
      'Thu, 12 Jul 2018 18:36:58 PST',
      '12 Jul 2018',
      now.toISOString(),
    ])
      expect(proven('httpDate', time)).toBe(false);
  });
});

describe('a key', () => {
  test('is written in hex or base64, and nothing is proven with one that is not', () => {
    const key = Buffer.from([0, 255, 128, 7]);
    const signature = createHmac('sha256', key).update('x').digest('hex');
    const sent = message({ headers: { 'x-signature': signature }, body: Buffer.from('x') });
    const proven = (secretEncoding: 'text' | 'hex' | 'base64', secret: string) =>
      isProven({ ...hmac, secretEncoding }, sent, [secret], now);
    expect(proven('hex', key.toString('hex'))).toBe(true);
    expect(proven('base64', key.toString('base64'))).toBe(true);
    expect(proven('text', key.toString('hex'))).toBe(false);
    const empty = createHmac('sha256', '').update('x').digest('hex');
    const forged = message({ headers: { 'x-signature': empty }, body: Buffer.from('x') });
    for (const secret of ['', 'no hex', '{}'])
      for (const secretEncoding of ['hex', 'base64'] as const)
        expect(isProven({ ...hmac, secretEncoding }, forged, [secret], now)).toBe(false);
  });

  test('of ECDSA that is none, or of another curve, proves nothing', () => {
    const body = Buffer.from('x');
    const rule = { ...hmac, type: 'ecdsa' as const, encoding: 'base64' as const };
    for (const namedCurve of ['P-256', 'P-384']) {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
      const secret = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
      const signature = sign('sha256', body, privateKey).toString('base64');
      const sent = message({ body, headers: { 'x-signature': signature } });
      expect(isProven(rule, sent, [secret], now)).toBe(namedCurve === 'P-256');
      for (const none of ['', 'no key', secret.slice(4)])
        expect(isProven(rule, sent, [none], now)).toBe(false);
    }
  });
});

describe('a challenge', () => {
  type Challenge = NonNullable<WebhookRule['challenge']>;
  const rule = (challenge: Omit<Challenge, 'proofEncoding'> & Partial<Challenge>): WebhookRule => ({
    signature: hmac,
    challenge: { proofEncoding: 'hex', ...challenge },
    event: '${body.type}',
  });
  const text = (body: string) => ({ kind: 'answer', contentType: 'text/plain; charset=utf-8', body });

  test('by GET is answered with the parameter, where there is one', () => {
    const echoes = rule({ method: 'GET', query: 'challenge' });
    const get = (url: string) => message({ method: 'GET', url });
    expect(readWebhook(echoes, get('https://api.test/h?challenge=%3Cb%3E'), ['s'], now)).toEqual(text('<b>'));
    expect(readWebhook(echoes, get('https://api.test/h'), ['s'], now)).toBeUndefined();
  });

  test('with a token to verify is answered to who knows it', () => {
    const meta = rule({ method: 'GET', query: 'hub.challenge', verifyToken: 'hub.verify_token' });
    const get = (token: string) =>
      message({ method: 'GET', url: `https://api.test/h?hub.challenge=7&hub.verify_token=${token}` });
    expect(readWebhook(meta, get('s'), ['t', 's'], now)).toEqual(text('7'));
    expect(readWebhook(meta, get('x'), ['s'], now)).toBeUndefined();
  });

  const ping = rule({ method: 'POST', when: { path: 'type', equals: '1' }, answer: { type: 1 } });
  const body = Buffer.from('{"type":1}');

  test('in a body is answered as JSON where the answer is no text', () => {
    const answer = { kind: 'answer', contentType: 'application/json', body: '{"type":1}' };
    expect(readWebhook(ping, message({ body }), ['s'], now)).toEqual(answer);
    const signature = createHmac('sha256', 's').update(body).digest('hex');
    expect(readWebhook(ping, message({ body, headers: { 'x-signature': signature } }), ['s'], now)).toEqual(
      answer,
    );
  });

  test('that asks for a proof gets one under the newest secret, if it is signed itself', () => {
    const when = { path: 'event', equals: 'endpoint.url_validation' };
    const asks = rule({
      ...{ method: 'POST', when, proof: 'body.payload.plainToken' },
      answer: { plainToken: '${body.payload.plainToken}', encryptedToken: '${proof}' },
    });
    const asked = Buffer.from(
      '{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"}}',
    );
    const signature = createHmac('sha256', 'old').update(asked).digest('hex');
    const sent = message({ body: asked, headers: { 'x-signature': signature } });
    const outcome = readWebhook(asks, sent, ['new', 'old'], now);
    expect(JSON.parse((outcome as { body: string }).body)).toEqual({
      plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
      encryptedToken: createHmac('sha256', 'new').update('qgg8vlvZRS6UYooatFL8Aw').digest('hex'),
    });
    expect(readWebhook(asks, message({ body: asked }), ['new', 'old'], now)).toBeUndefined();
  });

  test('by GET gets a proof unsigned, of nothing that could be an event', () => {
    const asks = rule({
      ...{ method: 'GET', query: 'crc_token', proof: 'query.crc_token', proofEncoding: 'base64' },
      answer: { response_token: 'sha256=${proof}' },
    });
    const get = (token: string) =>
      message({ method: 'GET', url: `https://api.test/h?crc_token=${encodeURIComponent(token)}` });
    const token = 'NGZjNTM3YTYtNzk3Ni00';
    const proof = createHmac('sha256', 's').update(token).digest('base64');
    const body = JSON.stringify({ response_token: `sha256=${proof}` });
    expect(readWebhook(asks, get(token), ['s'], now)).toMatchObject({ kind: 'answer', body });
    for (const event of ['{}', '{"type":"x"}', '[1]', '"x"', 'a b', 'a%20b&c=d', 'x'.repeat(513)])
      expect(readWebhook(asks, get(event), ['s'], now)).toBeUndefined();
    const signature = createHmac('sha256', 's').update(token).digest('hex');
    const sent = message({ body: Buffer.from(token), headers: { 'x-signature': signature } });
    expect(isProven(hmac, sent, ['s'], now)).toBe(true);
    expect(readWebhook(asks, sent, ['s'], now)).toBeUndefined();
  });

  test('is told by a field alone, where nothing else tells it', () => {
    const echo = rule({
      method: 'POST',
      when: { path: 'challenge' },
      answer: { challenge: '${body.challenge}' },
    });
    const sent = (body: string) => readWebhook(echo, message({ body: Buffer.from(body) }), ['s'], now);
    expect(sent('{"challenge":"c"}')).toMatchObject({ kind: 'answer', body: '{"challenge":"c"}' });
    expect(sent('{"event":{}}')).toBeUndefined();
  });

  test('whose signature is bad is refused, as providers try', () => {
    expect(
      readWebhook(ping, message({ body, headers: { 'x-signature': 'ab' } }), ['s'], now),
    ).toBeUndefined();
  });
});

test('a secret may stand in the body', () => {
  const rule: WebhookRule = {
    signature: { type: 'token', body: 'token', prefix: '' },
    event: '${body.trigger_word}',
  };
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const sent = (body: string) => message({ body: Buffer.from(body), headers });
  expect(readWebhook(rule, sent('token=s&trigger_word=go'), ['s'], now)).toMatchObject({
    kind: 'event',
    type: 'go',
  });
  for (const body of ['token=t', 'token=', 'token%5B%5D=s', ''])
    expect(readWebhook(rule, sent(body), ['s'], now)).toBeUndefined();
});

test('without an id of its own a delivery is known by its body, and nothing but POST is one', () => {
  const body = Buffer.from('not JSON');
  const rule: WebhookRule = {
    signature: { type: 'token', header: 'x-token', prefix: '' },
    event: '${body.type}',
  };
  const sent = message({ body, headers: { 'x-token': 's' } });
  const delivery = createHash('sha256').update(body).digest('hex');
  expect(readWebhook(rule, sent, ['s'], now)).toEqual({ kind: 'event', type: '', delivery, account: '' });
  expect(readWebhook(rule, { ...sent, method: 'GET' }, ['s'], now)).toBeUndefined();
});
