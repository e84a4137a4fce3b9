import { after } from '../../test/make.ts';
import { callOf, createTestApp, request } from '../../test/test-app.ts';

describe('revoking', () => {
  it('withdraws every purpose at once, and announces consent.revoked', async () => {
    const app = await createTestApp();
    const { id } = await app.grantConsent({ ...request, purposes: ['automation', 'analytics'] }, callOf());
    app.time.now = after(5);
    await app.revokeConsent({ id, reason: 'no longer wanted' }, callOf());
    for (const purpose of ['automation', 'analytics']) {
      await expect(app.validateConsent({ ...request, purpose }, callOf())).resolves.toMatchObject({
        reason: 'revoked',
      });
    }
    expect(app.memory.events.at(-1)).toMatchObject({
      type: 'consent.revoked',
      data: { consentId: id, revokedAt: after(5).toISOString(), reason: 'no longer wanted' },
    });
  });

  it('cancels the timer', async () => {
    const app = await createTestApp();
    const { id } = await app.grantConsent(request, callOf());
    await app.revokeConsent({ id }, callOf());
    expect(app.timers.due.size).toBe(0);
  });

  it('fails with CONSENT.ALREADY_REVOKED the second time, and records nothing more', async () => {
    const app = await createTestApp();
    const { id } = await app.grantConsent(request, callOf());
    await app.revokeConsent({ id }, callOf());
    await expect(app.revokeConsent({ id }, callOf())).rejects.toMatchObject({
      code: 'CONSENT.ALREADY_REVOKED',
    });
    await expect(app.verifyLedger(callOf())).resolves.toMatchObject({ valid: true, entries: 2 });
  });

  it('names the actor in the ledger', async () => {
    const app = await createTestApp();
    const { id } = await app.grantConsent(request, callOf());
    await app.revokeConsent({ id }, callOf({ subject: 'key_two' }));
    const { entries } = await app.getConsentHistory({ id, limit: 20, after: 1 }, callOf());
    expect(entries).toMatchObject([{ action: 'revoked', actor: 'key_two' }]);
  });
});
