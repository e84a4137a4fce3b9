import { aConsent, after, day, noon } from '../../test/make.ts';
import { expire, revoke } from './consent.ts';
import { endedFact, grantedFact, supersededFact } from './facts.ts';
import { tally } from './compliance.ts';
import { emptyHead, type Entry, type Fact, link } from './ledger.ts';

async function* chainOf(facts: Fact[]): AsyncGenerator<Entry> {
  let last: Entry | undefined;
  for (const fact of facts) yield (last = link('wsp_one', last ?? emptyHead, fact));
}

const march = { from: noon, to: after(30 * day) };

describe('the compliance report', () => {
  it('counts the decisions of the period, and what is in force at its end', async () => {
    const early = aConsent({}, after(-day));
    const revoked = aConsent({ purposes: ['analytics', 'automation'] }, after(day));
    const expired = aConsent({ expiresAt: after(3 * day) }, after(day));
    const late = aConsent({}, after(31 * day));
    const facts = [
      grantedFact(early),
      grantedFact(revoked),
      grantedFact(expired),
      endedFact(revoked, revoke(revoked, after(2 * day)).end, 'key_one'),
      endedFact(expired, expire(expired, after(3 * day))!.end, 'system'),
      grantedFact(late),
    ];
    await expect(tally(chainOf(facts), march)).resolves.toEqual([
      { provider: 'slack', purpose: 'analytics', granted: 1, revoked: 1, expired: 0, active: 0 },
      { provider: 'slack', purpose: 'automation', granted: 2, revoked: 1, expired: 1, active: 1 },
    ]);
  });

  it('counts a purpose that changed consents as granted twice and in force once', async () => {
    const older = aConsent();
    const newer = aConsent({}, after(1));
    const facts = [grantedFact(older), supersededFact(older, newer), grantedFact(newer)];
    await expect(tally(chainOf(facts), march)).resolves.toEqual([
      { provider: 'slack', purpose: 'automation', granted: 2, revoked: 0, expired: 0, active: 1 },
    ]);
  });

  it('counts an end once when an expired consent is revoked as well', async () => {
    const consent = aConsent({ expiresAt: after(day) });
    const expired = expire(consent, after(day))!;
    const facts = [
      grantedFact(consent),
      endedFact(consent, expired.end, 'system'),
      endedFact(expired, revoke(expired, after(2 * day)).end, 'key_one'),
    ];
    await expect(tally(chainOf(facts), march)).resolves.toMatchObject([
      { granted: 1, revoked: 0, expired: 1, active: 0 },
    ]);
  });
});
