import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { WebhookRule } from '../../src/domain/webhook-rule.ts';
import { readWebhook } from '../../src/domain/webhooks/read-webhook.ts';
import type { WebhookMessage } from '../../src/domain/webhooks/webhook-message.ts';
import { webhookSchema } from '../../src/infrastructure/webhook-schema.ts';
import { signAsProvider } from './sign.ts';

// What every provider of the catalogue sends, by its own example, signed as its documentation says.

const folder = new URL('../../catalogue/', import.meta.url);
const at = new Date('2026-01-02T03:04:05Z');
const url = 'https://api.test/api/v1/hooks/wsp_1/a-hook';

interface Example {
  headers?: Record<string, string>;
  body: string;
  gives: { type: string; id?: string; account?: string };
}

const yaml = (path: string) => parse(readFileSync(new URL(path, folder), 'utf8')) as Record<string, unknown>;
const exampleOf = (provider: string) => {
  const path = `examples/${provider}.yaml`;
  return existsSync(new URL(path, folder)) ? (yaml(path)['webhook'] as Example | undefined) : undefined;
};
/** What an entry says of webhooks, or its family. */
const webhooksOf = (entry: Record<string, unknown>) => {
  const { extends: family } = entry;
  const inherited = typeof family === 'string' ? yaml(`families/${family}.yaml`)['webhooks'] : undefined;
  return entry['webhooks'] ?? inherited;
};
const cases = readdirSync(folder)
  .filter(file => file.endsWith('.yaml'))
  .map(file => ({ provider: file.replace('.yaml', ''), entry: yaml(file) }))
  // The sandbox is nobody's provider.
  .filter(({ entry }) => webhooksOf(entry) !== undefined && entry['profiles'] === undefined)
  .map(({ provider, entry }) => ({
    provider,
    rule: webhookSchema.parse(webhooksOf(entry)),
    example: exampleOf(provider),
  }));

function signed(rule: WebhookRule, { headers = {}, body }: Example) {
  const type = headers['content-type'] ?? 'application/json';
  const own = { ...headers, 'content-type': type };
  const { secret, proof, ...sent } = signAsProvider(rule, { url, headers: own, body, at });
  const text = sent.body ?? body;
  const message: WebhookMessage = { method: 'POST', ...sent, body: Buffer.from(text) };
  const bare: WebhookMessage = {
    method: 'POST',
    url,
    headers,
    body: Buffer.from(proof === undefined ? text : text.replace(proof, '')),
  };
  return { secret, message, bare };
}

function isInBody({ signature }: WebhookRule): boolean {
  if (signature.type === 'token') return signature.body !== undefined;
  return signature.type === 'adapter' && signature.name === 'mailgun';
}

function coversBody({ signature }: WebhookRule): boolean {
  if (signature.type === 'jwt') return Object.values(signature.claims).includes('${bodySha256}');
  return signature.type !== 'token' && signature.type !== 'basic';
}

describe.each(cases)('$provider', ({ rule, example }) => {
  test('has an example, which is taken for what it is', () => {
    expect(example).toBeDefined();
    const { secret, message } = signed(rule, example!);
    const { type, id, account = '' } = example!.gives;
    const said = readWebhook(rule, message, ['another secret', secret], at);
    const isNew = rule.id === '${arrival}';
    const delivery = (id ?? expect.stringMatching(isNew ? /^[\da-f-]{36}$/ : /^[\da-f]{64}$/)) as string;
    expect(said).toEqual({ kind: 'event', type, delivery, account });
    const again = readWebhook(rule, message, [secret], new Date(at.getTime() + 30_000));
    if (isNew) expect(again).not.toEqual(said);
    else expect(again).toEqual(said);
  });

  test('is refused with another secret, with none, and without what proves it', () => {
    const { secret, message, bare } = signed(rule, example!);
    expect(readWebhook(rule, message, ['another secret'], at)).toBeUndefined();
    expect(readWebhook(rule, message, [], at)).toBeUndefined();
    expect(readWebhook(rule, bare, [secret, ''], at)).toBeUndefined();
  });

  // A token or a password says who sends, not what: these cover no body.
  const covers = coversBody(rule) ? 'each' : 'no';
  if (isInBody(rule))
    test('covers nothing of the body but its own proof', () => {
      const { secret, message } = signed(rule, example!);
      const body = Buffer.from(message.body.toString().replace('{', '{"more":1,'));
      expect(readWebhook(rule, { ...message, body }, [secret], at)).toMatchObject({ kind: 'event' });
    });
  else
    test(`covers ${covers} byte of the body`, () => {
      const { secret, message } = signed(rule, example!);
      for (let index = 0; index < message.body.length; index++) {
        const body = Buffer.from(message.body);
        body.writeUInt8(body.readUInt8(index) ^ 1, index);
        const said = readWebhook(rule, { ...message, body }, [secret], at);
        if (covers === 'each') expect(said).toBeUndefined();
        else expect(said).toBeDefined();
      }
    });

  const { timestamp } = 'timestamp' in rule.signature ? rule.signature : {};
  const tolerance = rule.signature.type === 'standardWebhooks' ? 300 : timestamp?.toleranceSeconds;
  if (tolerance !== undefined)
    test(`is refused when it is older than ${tolerance} s, or from the future`, () => {
      const { secret, message } = signed(rule, example!);
      for (const by of [-1, 1])
        expect(
          readWebhook(rule, message, [secret], new Date(at.getTime() + by * (tolerance + 1) * 1_000)),
        ).toBeUndefined();
    });
});

test('the catalogue has webhooks', () => {
  expect(cases.length).toBeGreaterThan(10);
});
