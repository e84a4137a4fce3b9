import { aConsent, after, day, noon } from '../../test/make.ts';
import { expire, revoke, statusOf, supersede } from './consent.ts';

describe('the life of a consent', () => {
  it('is active until the moment it expires', () => {
    const consent = aConsent({ expiresAt: after(day) });
    expect(statusOf(consent, after(day - 1))).toBe('active');
    expect(statusOf(consent, after(day))).toBe('expired');
  });

  it('stays revoked after its time is over', () => {
    const revoked = revoke(aConsent({ expiresAt: after(day) }), after(1), 'changed my mind');
    expect(statusOf(revoked, after(2 * day))).toBe('revoked');
    expect(revoked.end).toEqual({ cause: 'revoked', at: after(1), reason: 'changed my mind' });
  });

  it('can be revoked once only', () => {
    const revoked = revoke(aConsent(), noon);
    expect(() => revoke(revoked, after(1))).toThrow(
      expect.objectContaining({ code: 'CONSENT.ALREADY_REVOKED' }),
    );
  });

  it('can still be revoked after it expired', () => {
    const expired = expire(aConsent({ expiresAt: after(day) }), after(day));
    expect(statusOf(revoke(expired!, after(2 * day)), after(2 * day))).toBe('revoked');
  });

  it('expires at its time, not before, and not twice', () => {
    const consent = aConsent({ expiresAt: after(day) });
    expect(expire(consent, after(day - 1))).toBeUndefined();
    const expired = expire(consent, after(day + 5));
    expect(expired?.end).toEqual({ cause: 'expired', at: after(day) });
    expect(expire(expired!, after(2 * day))).toBeUndefined();
    expect(expire(revoke(consent, noon), after(2 * day))).toBeUndefined();
  });
});

describe('superseding a consent', () => {
  const older = aConsent({ purposes: ['analytics', 'automation'] });

  it('leaves the purposes that the newer consent does not cover', () => {
    const rest = supersede(older, aConsent({ purposes: ['automation'] }, after(1)));
    expect(rest).toEqual({ ...older, purposes: ['analytics'] });
  });

  it('ends a consent without purposes left, and keeps what they were', () => {
    const newer = aConsent({ purposes: ['analytics', 'automation', 'more'] }, after(1));
    const rest = supersede(older, newer);
    expect(rest).toEqual({ ...older, end: { cause: 'superseded', at: after(1), reason: newer.id } });
    expect(statusOf(rest, after(1))).toBe('revoked');
  });

  it('changes nothing of a consent that has ended', () => {
    const revoked = revoke(older, noon);
    expect(supersede(revoked, aConsent({}, after(1)))).toBe(revoked);
  });
});
