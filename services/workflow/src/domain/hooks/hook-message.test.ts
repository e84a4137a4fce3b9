import { createHmac } from 'node:crypto';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type HookMessage, isProven, isSigned } from './hook-message.ts';
import {
  afterRotation,
  hashOf,
  type HeldToken,
  inForce,
  newHook,
  newHookSecret,
  newHookToken,
} from './hook.ts';

const none: HookMessage = {
  token: '',
  id: '',
  timestamp: '',
  signature: '',
  contentType: 'application/json',
  body: Buffer.from('{"test": 2432232314}'),
};
// The example of the Standard Webhooks specification.
const example = {
  ...none,
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const now = new Date(1_614_265_330_000);
const rules = { now, toleranceMs: 300_000, secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] };

describe('a signature', () => {
  it('is good as Standard Webhooks has it, also among others and under one of several secrets', () => {
    expect(isSigned(example, rules)).toBe(true);
    const more = { ...example, signature: `v1a,zzz v1,AAAA ${example.signature}` };
    expect(isSigned(more, { ...rules, secrets: [newHookSecret(), ...rules.secrets] })).toBe(true);
  });

  it.each([
    { body: Buffer.from('{"test": 2432232315}') },
    { body: Buffer.alloc(0) },
    { id: 'msg_other' },
    { id: '' },
    { id: 'msg p5' },
    { timestamp: '1614265331' },
    { timestamp: '' },
    { timestamp: '1614265330.0' },
    { timestamp: '-1' },
    { signature: '' },
    { signature: 'v1,' },
    { signature: example.signature.slice(3) },
    { signature: `v2${example.signature.slice(2)}` },
    { signature: `${'v1,AAAA '.repeat(10)}${example.signature}` },
  ])('is bad with %j in its place', change => {
    expect(isSigned({ ...example, ...change }, rules)).toBe(false);
  });

  it('is bad too early, too late, and without a secret', () => {
    const at = (ms: number) => ({ ...rules, now: new Date(now.getTime() + ms) });
    expect([-300_000, 300_000].map(ms => isSigned(example, at(ms)))).toEqual([true, true]);
    expect([-300_001, 300_001].map(ms => isSigned(example, at(ms)))).toEqual([false, false]);
    expect(isSigned(example, { ...rules, secrets: [] })).toBe(false);
  });

  it('covers the bytes, whatever they are', () => {
    const body = Buffer.from([0, 255, 10, 13, 0xe2, 0x82]);
    const [secret] = rules.secrets as [string];
    const signature = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(Buffer.concat([Buffer.from('m.1614265330.'), body]))
      .digest('base64');
    expect(isSigned({ ...example, id: 'm', body, signature: `v1,${signature}` }, rules)).toBe(true);
  });
});

describe('a message is proven', () => {
  const hook = newHook(newId('wsp'), { path: 'orders' }, now);
  const token = newHookToken();

  it('by a token of the hook or by a signature, whatever the other is', () => {
    const mine = { ...hook, tokens: [{ hash: hashOf(token) }] };
    expect(isProven(mine, { ...none, token }, rules)).toBe(true);
    expect(isProven(mine, { ...example, token: 'wrong' }, rules)).toBe(true);
    expect(isProven(mine, { ...example, signature: 'v1,wrong', token }, rules)).toBe(true);
    expect(isProven(mine, { ...none, token: newHookToken() }, rules)).toBe(false);
    expect(isProven(mine, none, rules)).toBe(false);
    expect(isProven({ ...hook, tokens: [{ hash: hashOf('') }] }, none, rules)).toBe(false);
  });

  it('by the token before for as long as both are good, and by none older', () => {
    const until = new Date(now.getTime() + 1_000);
    const [first, second] = [{ hash: hashOf('first') }, { hash: hashOf(token) }];
    const rotated = {
      ...hook,
      tokens: afterRotation<HeldToken>([second, first], { hash: hashOf('third') }, until),
    };
    const proven = (given: string, at: Date) =>
      isProven(rotated, { ...none, token: given }, { ...rules, now: at });
    expect([proven('third', now), proven(token, now), proven('first', now)]).toEqual([true, true, false]);
    expect([proven('third', until), proven(token, until)]).toEqual([true, false]);
    expect(inForce(rotated.tokens, until)).toHaveLength(1);
  });
});
