import { after, noon } from '../../test/make.ts';
import { judge, type Standing, type Verdict } from './validity.ts';

/** A repeatable stream of small numbers (mulberry32), so that a failing case can be named by its seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const purposes = ['automation', 'analytics', 'marketing'];
const scopes = ['read', 'write', 'admin'];

function randomCase(seed: number) {
  const random = randomOf(seed);
  const some = (items: string[]) => items.filter(() => random(2) === 1);
  const standings: Standing[] = some(purposes).map((purpose, index) => ({
    consentId: `cns_${index}`,
    purpose,
    scopes: some(scopes),
    expiresAt: after(random(3) - 1),
    ...(random(3) === 0 ? { end: { cause: 'revoked' as const, at: after(-1) } } : {}),
  }));
  return { standings, act: { purpose: purposes[random(3)]!, scopes: some(scopes) } };
}

const seeds = Array.from({ length: 2000 }, (_, seed) => seed);
const cases = seeds.map(randomCase);
const verdictOf = ({ standings, act }: (typeof cases)[number]): Verdict => judge(standings, act, noon);

describe('judging an act, over 2000 random cases', () => {
  it('meets every verdict', () => {
    const seen = new Set(cases.map(verdictOf).map(verdict => (verdict.valid ? 'valid' : verdict.reason)));
    expect([...seen].sort()).toEqual([
      'expired',
      'noConsent',
      'purposeMissing',
      'revoked',
      'scopeMissing',
      'valid',
    ]);
  });

  it('allows an act exactly if one unrevoked, unexpired consent covers its purpose and all its scopes', () => {
    for (const example of cases) {
      const { standings, act } = example;
      const covering = standings.filter(
        ({ purpose, end, expiresAt, scopes: granted }) =>
          purpose === act.purpose &&
          !end &&
          expiresAt > noon &&
          act.scopes.every(scope => granted.includes(scope)),
      );
      expect({ example, valid: verdictOf(example).valid }).toEqual({ example, valid: covering.length > 0 });
    }
  });

  it('never allows more after a scope is taken away or the time goes on', () => {
    for (const example of cases) {
      if (verdictOf(example).valid) continue;
      const narrower = example.standings.map(standing => ({ ...standing, scopes: standing.scopes.slice(1) }));
      expect(judge(narrower, example.act, noon).valid).toBe(false);
      expect(judge(example.standings, example.act, after(1)).valid).toBe(false);
    }
  });

  it('allows fewer scopes wherever it allows more', () => {
    for (const example of cases) {
      if (!verdictOf(example).valid) continue;
      const { purpose, scopes: wanted } = example.act;
      expect(judge(example.standings, { purpose, scopes: wanted.slice(1) }, noon).valid).toBe(true);
    }
  });

  it('is not swayed by consents for other purposes, but for the reason', () => {
    for (const { standings, act } of cases) {
      const own = standings.filter(({ purpose }) => purpose === act.purpose);
      expect(judge(own, act, noon).valid).toBe(judge(standings, act, noon).valid);
    }
  });
});

describe('the reason of a refusal', () => {
  const standing: Standing = {
    consentId: 'cns_1',
    purpose: 'automation',
    scopes: ['read'],
    expiresAt: after(1),
  };
  const act = { purpose: 'automation', scopes: ['read'] };

  it('names the missing scopes', () => {
    expect(judge([standing], { ...act, scopes: ['read', 'write', 'admin'] }, noon)).toEqual({
      valid: false,
      reason: 'scopeMissing',
      consentId: 'cns_1',
      missingScopes: ['write', 'admin'],
    });
  });

  it('is revoked rather than expired when both hold', () => {
    const both = { ...standing, expiresAt: after(-1), end: { cause: 'revoked' as const, at: after(-2) } };
    expect(judge([both], act, noon)).toMatchObject({ reason: 'revoked' });
  });

  it('is purposeMissing only next to an active consent for something else', () => {
    const other = { ...standing, purpose: 'analytics' };
    expect(judge([other], act, noon)).toMatchObject({ reason: 'purposeMissing' });
    expect(judge([{ ...other, expiresAt: noon }], act, noon)).toMatchObject({ reason: 'noConsent' });
  });
});
