import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { WebhookRule } from '../../src/domain/webhook-rule.ts';

/** Unsigned is a message before its provider signs it. */
export interface Unsigned {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** When it is signed. */
  at: Date;
}

/** SignedMessage is what arrives, and what the workspace was given to prove it by. */
export interface SignedMessage {
  secret: string;
  url: string;
  headers: Record<string, string>;
  /** Where it is not the one that was to be signed. */
  body?: string;
  /** What of the body proves it, where that does. */
  proof?: string;
}

/**
 * signAsProvider signs as the provider's documentation says, scheme by scheme, with node:crypto alone: nothing here is
 * shared with what verifies.
 */
export function signAsProvider({ signature: rule }: WebhookRule, message: Unsigned): SignedMessage {
  const { url, headers, body, at } = message;
  const seconds = Math.floor(at.getTime() / 1000);
  switch (rule.type) {
    case 'token': {
      const secret = 'a-shared-token';
      if (rule.header !== undefined)
        return { secret, url, headers: { ...headers, [rule.header]: rule.prefix + secret } };
      if (rule.query !== undefined)
        return { secret, url: `${url}?${rule.query}=${rule.prefix}${secret}`, headers };
      const name = rule.body?.split('.').at(-1) ?? '';
      const [, inBody = ''] = new RegExp(`"${name}":"([^"]+)"`).exec(body) ?? [];
      return { secret: inBody.slice(rule.prefix.length), url, headers, proof: inBody };
    }
    case 'basic': {
      const secret = 'user:pass word';
      const authorization = `Basic ${Buffer.from(secret).toString('base64')}`;
      return { secret, url, headers: { ...headers, authorization } };
    }
    case 'standardWebhooks': {
      const key = Buffer.alloc(24, 5);
      const mac = createHmac('sha256', key).update(`msg_1.${seconds}.${body}`).digest('base64');
      const signed = {
        'webhook-id': 'msg_1',
        'webhook-timestamp': `${seconds}`,
        'webhook-signature': `v1,${mac}`,
      };
      return { secret: `whsec_${key.toString('base64')}`, url, headers: { ...headers, ...signed } };
    }
    case 'adapter':
      return signOddly(rule.name, message);
    case 'jwt': {
      const secret = 'a-signing-secret';
      const known = { url, bodySha256: createHash('sha256').update(body).digest('hex') };
      const claims = Object.entries(rule.claims).map(([name, text]) => [
        name,
        text.replaceAll(/\$\{(\w+)\}/g, (_all, of: 'url' | 'bodySha256') => known[of]),
      ]);
      const parts = [{ alg: 'HS256', typ: 'JWT' }, Object.fromEntries(claims)];
      const text = parts.map(part => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
      const jwt = `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
      return { secret, url, headers: { ...headers, [rule.header]: jwt } };
    }
    case 'hmac':
    case 'ecdsa':
    case 'ed25519': {
      const timestamp = {
        seconds: `${seconds}`,
        milliseconds: `${at.getTime()}`,
        iso8601: at.toISOString(),
        httpDate: at.toUTCString(),
      }[rule.timestamp?.unit ?? 'seconds'];
      const stamp = rule.timestamp?.header;
      const sent = { ...headers, ...(stamp === undefined ? {} : { [stamp]: timestamp }) };
      const key = Buffer.from('a-shared-secret');
      const hmacSecret = key.toString(rule.secretEncoding === 'text' ? 'utf8' : rule.secretEncoding);
      const payload = rule.payload.replaceAll(/\$\{\s*([^}\s]+)\s*\}/g, (_all, name: string) => {
        if (name.startsWith('header.')) return sent[name.slice(7)] ?? '';
        return { body, timestamp, url, method: 'POST', secret: hmacSecret }[name] ?? `unknown ${name}`;
      });
      const { secret, bytes } =
        rule.type === 'hmac'
          ? { secret: hmacSecret, bytes: createHmac(rule.algorithm, key).update(payload).digest() }
          : signWithKey(rule.type, payload);
      const text = rule.prefix + bytes.toString(rule.encoding);
      const { list } = rule;
      const parts = [
        ...(list?.timestamp === undefined ? [] : [`${list.timestamp}=${timestamp}`]),
        `${list?.signature}=${text}`,
      ];
      return { secret, url, headers: { ...sent, [rule.header]: list ? parts.join(list.separator) : text } };
    }
  }
}

function signWithKey(type: 'ed25519' | 'ecdsa', payload: string): { secret: string; bytes: Buffer } {
  if (type === 'ecdsa') {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const secret = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
    return { secret, bytes: sign('sha256', Buffer.from(payload), pair.privateKey) };
  }
  const pair = generateKeyPairSync('ed25519');
  const x = String(pair.publicKey.export({ format: 'jwk' })['x']);
  const secret = Buffer.from(x, 'base64url').toString('hex');
  return { secret, bytes: sign(null, Buffer.from(payload), pair.privateKey) };
}

function signOddly(name: string, { url, headers, body, at }: Unsigned): SignedMessage {
  if (name === 'mailgun') {
    const timestamp = `${Math.floor(at.getTime() / 1000)}`;
    const [, token = ''] = /"token":"(\w+)"/.exec(body) ?? [];
    const proof = createHmac('sha256', '12345').update(`${timestamp}${token}`).digest('hex');
    const signed = body
      .replace('"timestamp":""', `"timestamp":"${timestamp}"`)
      .replace('"signature":""', `"signature":"${proof}"`);
    return { secret: '12345', url, headers, body: signed, proof };
  }
  if (name !== 'twilio') throw new Error(`nobody has written down how ${name} signs`);
  const secret = '12345';
  const isForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  const address = isForm ? url : `${url}?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
  const fields = isForm
    ? [...new URLSearchParams(body)].sort(([one], [other]) => (one < other ? -1 : 1))
    : [];
  const mac = createHmac('sha1', secret).update(address + fields.flat().join(''));
  return { secret, url: address, headers: { ...headers, 'x-twilio-signature': mac.digest('base64') } };
}
