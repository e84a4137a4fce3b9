import { randomBytes } from 'node:crypto';
import { createAnswerVault, vaultKeys } from './answer-vault.ts';

const key = () => randomBytes(32).toString('base64');
const keys = { current: 'k1', keys: { k1: key() } };
const context = { workspaceId: 'wsp_1', key: 'idempotency:a' };

describe('the answer vault', () => {
  it('opens what it sealed', () => {
    const vault = createAnswerVault(keys);
    expect(vault.open(vault.seal('the answer ü', context), context)).toBe('the answer ü');
  });

  it('shows nothing of the text, and never the same twice', () => {
    const vault = createAnswerVault(keys);
    const sealed = vault.seal('nh_live_secret', context);
    expect(Buffer.from(sealed.split('.')[1]!, 'base64').toString('latin1')).not.toContain('nh_live');
    expect(vault.seal('nh_live_secret', context)).not.toBe(sealed);
  });

  it.each([
    ['another workspace', { ...context, workspaceId: 'wsp_2' }],
    ['another record', { ...context, key: 'idempotency:b' }],
  ])('does not open for %s', (_name, other) => {
    const vault = createAnswerVault(keys);
    expect(() => vault.open(vault.seal('x', context), other)).toThrow();
  });

  it('does not open what was changed', () => {
    const vault = createAnswerVault(keys);
    const [id, body] = vault.seal('pay 10', context).split('.') as [string, string];
    const bytes = Buffer.from(body, 'base64');
    bytes[14]! ^= 1;
    expect(() => vault.open(`${id}.${bytes.toString('base64')}`, context)).toThrow();
  });

  it('opens what an older key sealed after the key was rotated', () => {
    const sealed = createAnswerVault(keys).seal('x', context);
    const rotated = createAnswerVault({ current: 'k2', keys: { ...keys.keys, k2: key() } });
    expect(rotated.open(sealed, context)).toBe('x');
    expect(rotated.seal('x', context)).toMatch(/^k2\./);
  });

  it('refuses keys of another length and a current key that is not there', () => {
    expect(vaultKeys.safeParse({ current: 'a', keys: { a: 'c2hvcnQ=' } }).success).toBe(false);
    expect(() => createAnswerVault({ current: 'gone', keys: {} })).toThrow('gone');
  });
});
