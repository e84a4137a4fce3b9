import { createGrowingSeal, createSeal } from './sealed.ts';

const secrets = { token: 'top-secret', login: { user: 'ada', password: 'pa ss"word' } };
const seal = createSeal(secrets, 'n1');
const value = {
  a: 'Bearer top-secret!',
  b: [{ 'top-secret': 1 }, 'pa ss"word', null, 7],
  c: Buffer.from('top-secret').toString('base64'),
  d: 'x=pa%20ss%22word',
};

it('takes secrets out of texts, keys and nested values', () => {
  expect(seal.redact(value)).toEqual({
    a: 'Bearer ‹secret:token›!',
    b: [{ '‹secret:token›': 1 }, '‹secret:login.password›', null, 7],
    c: '‹secret:token:base64›',
    d: 'x=‹secret:login.password:uri›',
  });
});

it('puts back what it closed', () => {
  const closed = seal.close(value);
  expect(JSON.stringify(closed)).not.toMatch(/top-secret|pa ss|pa%20ss/);
  expect(seal.open(closed)).toEqual(value);
});

it('opens no marks but those of its own run: who makes one up gets nothing', () => {
  for (const text of ['‹secret:token›', '‹secret:n2:token›', '‹secret::token›', '‹secret:n1:other›'])
    expect(seal.open({ text })).toEqual({ text });
});

it('leaves alone what is too short to be told from other texts', () => {
  expect(seal.close({ user: 'ada', text: 'adamant' })).toEqual({ user: 'ada', text: 'adamant' });
});

it('opens with the secrets as they are then', () => {
  expect(createSeal({ token: 'another-secret' }, 'n1').open(seal.close('Bearer top-secret'))).toBe(
    'Bearer another-secret',
  );
});

it('changes nothing without secrets', () => {
  expect(createSeal({}, 'n1').close(value)).toBe(value);
});

it('takes in what becomes a secret while it is in use', () => {
  const some: Record<string, string> = {};
  const growing = createGrowingSeal(some, 'n1');
  expect(growing.redact('x top-secret')).toBe('x top-secret');
  some['apr_1'] = 'top-secret';
  expect(growing.redact('x top-secret')).toBe('x ‹secret:apr_1›');
  expect(growing.open(growing.close('x top-secret'))).toBe('x top-secret');
});
