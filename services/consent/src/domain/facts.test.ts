import { aConsent, noon } from '../../test/make.ts';
import { revoke } from './consent.ts';
import { commitmentTo, endedFact, grantedFact } from './facts.ts';

describe('what goes on record', () => {
  const consent = aConsent({ endUserId: 'jane@customer.example', evidence: { ip: '203.0.113.7' } });

  it('never holds the end user, the evidence or free text', () => {
    const revoked = revoke(consent, noon, 'told Bob on the phone');
    const record = JSON.stringify([grantedFact(consent), endedFact(consent, revoked.end, 'key_one')]);
    for (const secret of ['jane', '203.0.113.7', 'Bob', consent.salt]) expect(record).not.toContain(secret);
  });

  it('commits to the end user and the evidence, so that neither can be exchanged later', () => {
    const { commitment } = grantedFact(consent).details;
    expect(commitment).toBe(commitmentTo(consent));
    expect(commitment).not.toBe(commitmentTo({ ...consent, endUserId: 'john@customer.example' }));
    expect(commitment).not.toBe(commitmentTo({ ...consent, evidence: {} }));
  });
});
