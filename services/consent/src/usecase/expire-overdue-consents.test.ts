import { after, day } from '../../test/make.ts';
import { callOf, createTestApp, request } from '../../test/test-app.ts';

describe('expiry', () => {
  it('refuses at once, before any job ran', async () => {
    const app = await createTestApp();
    await app.grantConsent({ ...request, expiresAt: after(day) }, callOf());
    app.time.now = after(day);
    await expect(app.validateConsent(request, callOf())).resolves.toMatchObject({ reason: 'expired' });
  });

  it('is recorded and announced once, by timer or reconciliation', async () => {
    const app = await createTestApp();
    const consent = await app.grantConsent({ ...request, expiresAt: after(day) }, callOf());
    app.time.now = after(2 * day);
    await app.expireConsent(consent);
    await app.expireConsent(consent);
    await expect(app.expireOverdueConsents()).resolves.toBe(0);
    expect(app.memory.events.map(({ type }) => type)).toEqual(['consent.granted', 'consent.expired']);
    expect(app.memory.events.at(-1)).toMatchObject({
      data: { consentId: consent.id, expiredAt: after(day).toISOString() },
    });
  });

  it('is caught up for every workspace when timers were lost', async () => {
    const app = await createTestApp();
    for (let index = 0; index < 201; index++) {
      const call = callOf({ workspaceId: `wsp_${index % 3}` });
      await app.grantConsent({ ...request, endUserId: `user-${index}`, expiresAt: after(day) }, call);
    }
    await app.grantConsent({ ...request, expiresAt: after(3 * day) }, callOf());
    app.time.now = after(day);
    await expect(app.expireOverdueConsents()).resolves.toBe(201);
    expect(app.memory.events.filter(({ type }) => type === 'consent.expired')).toHaveLength(201);
  });

  it('does nothing when a timer fires early, or for a revoked or unknown consent', async () => {
    const app = await createTestApp();
    const consent = await app.grantConsent({ ...request, expiresAt: after(day) }, callOf());
    await app.expireConsent(consent);
    await app.revokeConsent({ id: consent.id }, callOf());
    app.time.now = after(2 * day);
    await app.expireConsent(consent);
    await app.expireConsent({ workspaceId: 'wsp_one', id: 'cns_unknown' });
    expect(app.memory.events.map(({ type }) => type)).toEqual(['consent.granted', 'consent.revoked']);
  });
});
