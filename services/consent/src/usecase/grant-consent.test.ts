import { after, day } from '../../test/make.ts';
import { callOf, createTestApp, request } from '../../test/test-app.ts';

const act = { endUserId: 'end-user-1', provider: 'slack', scopes: ['chat:write'] };

describe('granting', () => {
  it('makes the act allowed from then on', async () => {
    const app = await createTestApp();
    await expect(app.validateConsent(act, callOf())).resolves.toMatchObject({
      valid: false,
      reason: 'noConsent',
    });
    const { id, expiresAt } = await app.grantConsent(request, callOf());
    await expect(app.validateConsent(act, callOf())).resolves.toEqual({
      valid: true,
      consentId: id,
      expiresAt,
    });
  });

  it('announces consent.granted, and sets a timer for the end', async () => {
    const app = await createTestApp();
    const consent = await app.grantConsent({ ...request, expiresAt: after(day) }, callOf());
    expect(app.timers.due.get(consent.id)).toEqual(after(day));
    expect(app.memory.events).toEqual([
      expect.objectContaining({
        type: 'consent.granted',
        source: '/neighbourhood/consent',
        subject: consent.id,
        workspaceId: 'wsp_one',
        data: {
          workspaceId: 'wsp_one',
          consentId: consent.id,
          endUserId: 'end-user-1',
          provider: 'slack',
          purposes: ['automation'],
          scopes: ['chat:write'],
          expiresAt: after(day).toISOString(),
        },
      }),
    ]);
  });

  it('replaces an earlier grant: revoking the newer one does not bring the older one back', async () => {
    const app = await createTestApp();
    const older = await app.grantConsent({ ...request, scopes: ['chat:write', 'admin'] }, callOf());
    const newer = await app.grantConsent(request, callOf());
    await expect(app.validateConsent({ ...act, scopes: ['admin'] }, callOf())).resolves.toMatchObject({
      reason: 'scopeMissing',
      consentId: newer.id,
    });
    await app.revokeConsent({ id: newer.id }, callOf());
    await expect(app.validateConsent(act, callOf())).resolves.toMatchObject({
      reason: 'revoked',
      consentId: newer.id,
    });
    const { entries } = await app.getConsentHistory({ id: older.id, limit: 20, after: 0 }, callOf());
    expect(entries.map(({ action }) => action)).toEqual(['granted', 'superseded']);
  });

  it('leaves an earlier consent the purposes that the newer one does not cover', async () => {
    const app = await createTestApp();
    const older = await app.grantConsent({ ...request, purposes: ['automation', 'analytics'] }, callOf());
    await app.grantConsent(request, callOf());
    await expect(app.getConsent({ id: older.id }, callOf())).resolves.toMatchObject({
      purposes: ['analytics'],
    });
    await expect(app.validateConsent({ ...act, purpose: 'analytics' }, callOf())).resolves.toMatchObject({
      valid: true,
      consentId: older.id,
    });
  });

  it('returns the first consent when repeated under the same idempotency key', async () => {
    const app = await createTestApp();
    const call = callOf({ idempotencyKey: 'once' });
    const first = await app.grantConsent(request, call);
    await expect(app.grantConsent(request, call)).resolves.toEqual(first);
    expect(app.memory.events).toHaveLength(1);
  });

  it("fails with IDEMPOTENCY.KEY_REUSED when the key was used for another end user's grant", async () => {
    const app = await createTestApp();
    const call = callOf({ idempotencyKey: 'once' });
    await app.grantConsent(request, call);
    await expect(app.grantConsent({ ...request, endUserId: 'end-user-2' }, call)).rejects.toMatchObject({
      code: 'IDEMPOTENCY.KEY_REUSED',
    });
  });

  it("keeps two callers' idempotency keys apart", async () => {
    const app = await createTestApp();
    const first = await app.grantConsent(request, callOf({ idempotencyKey: 'once', subject: 'key_one' }));
    const second = await app.grantConsent(request, callOf({ idempotencyKey: 'once', subject: 'key_two' }));
    expect(second.id).not.toBe(first.id);
  });

  it('refuses a purpose that is none of the workspace, and names it', async () => {
    const app = await createTestApp();
    const purposes = ['automation', 'telemetry'];
    await expect(app.grantConsent({ ...request, purposes }, callOf())).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
      fields: [expect.objectContaining({ path: 'purposes.1' })],
    });
    const elsewhere = callOf({ workspaceId: 'wsp_two' });
    await expect(app.grantConsent({ ...request, purposes: ['analytics'] }, elsewhere)).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
    });
  });

  it('writes nothing when the grant is not valid', async () => {
    const app = await createTestApp();
    await expect(app.grantConsent({ ...request, purposes: [] }, callOf())).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
    });
    await expect(app.verifyLedger(callOf())).resolves.toMatchObject({ entries: 0 });
    expect(app.memory.events).toEqual([]);
  });
});
