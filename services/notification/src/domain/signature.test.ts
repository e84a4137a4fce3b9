import { Webhook } from 'standardwebhooks';
import { newSecret, signedHeaders } from './signature.ts';

test('a secret is whsec_ and 32 bytes, and never the same', () => {
  const secret = newSecret();
  expect(secret).toMatch(/^whsec_/);
  expect(Buffer.from(secret.slice(6), 'base64')).toHaveLength(32);
  expect(newSecret()).not.toBe(secret);
});

test('during a rotation both secrets verify the message, others do not', () => {
  const [current, previous] = [newSecret(), newSecret()];
  const body = '{"type":"x"}';
  const headers = signedHeaders([current, previous], 'evt_1', new Date(), body);
  for (const secret of [current, previous])
    expect(new Webhook(secret).verify(body, headers)).toEqual({ type: 'x' });
  expect(() => new Webhook(newSecret()).verify(body, headers)).toThrow('No matching signature');
  expect(() => new Webhook(current).verify(`${body} `, headers)).toThrow('No matching signature');
});
