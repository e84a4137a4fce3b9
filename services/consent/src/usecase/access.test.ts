import type { Call } from '@neighbourhood/shared/call/call';
import { after, day, noon } from '../../test/make.ts';
import { callOf, createTestApp, request } from '../../test/test-app.ts';

type TestApp = Awaited<ReturnType<typeof createTestApp>>;

const period = { from: noon, to: after(day) };

/** What callers may ask for, about the consent `id`. */
const reads: Record<string, (app: TestApp, id: string, call: Call) => Promise<unknown>> = {
  getConsent: (app, id, call) => app.getConsent({ id }, call),
  getReceipt: (app, id, call) => app.getReceipt({ id }, call),
  getConsentHistory: (app, id, call) => app.getConsentHistory({ id, limit: 20, after: 0 }, call),
  listConsents: (app, _id, call) => app.listConsents({ limit: 20 }, call),
  exportEndUser: (app, _id, call) => app.exportEndUser(request, call),
  verifyLedger: (app, _id, call) => app.verifyLedger(call),
  listCheckpoints: (app, _id, call) => app.listCheckpoints({ limit: 20 }, call),
  reportCompliance: (app, _id, call) => app.reportCompliance(period, call),
  listPurposes: (app, _id, call) => app.listPurposes(call),
};
const writes: typeof reads = {
  grantConsent: (app, _id, call) => app.grantConsent(request, call),
  revokeConsent: (app, id, call) => app.revokeConsent({ id }, call),
};
const validates: typeof reads = { validateConsent: (app, _id, call) => app.validateConsent(request, call) };

async function appWithConsent() {
  const app = await createTestApp();
  const { id } = await app.grantConsent(request, callOf());
  await app.checkpointLedgers();
  return { app, id };
}

describe('permissions', () => {
  it.each(Object.entries({ ...reads, ...validates }))('%s needs consent:read', async (_name, act) => {
    const { app, id } = await appWithConsent();
    await expect(act(app, id, callOf({ permissions: ['consent:write'] }))).rejects.toMatchObject({
      code: 'AUTH.FORBIDDEN',
    });
  });

  it.each(Object.entries(writes))('%s needs consent:write', async (_name, act) => {
    const { app, id } = await appWithConsent();
    await expect(act(app, id, callOf({ permissions: ['consent:read'] }))).rejects.toMatchObject({
      code: 'AUTH.FORBIDDEN',
    });
  });

  it.each(Object.entries({ ...reads, ...writes, ...validates }))(
    '%s needs a workspace',
    async (_name, act) => {
      const { app, id } = await appWithConsent();
      await expect(act(app, id, callOf({ workspaceId: undefined }))).rejects.toMatchObject({
        code: 'AUTH.WORKSPACE_REQUIRED',
      });
    },
  );
});

describe('an execution', () => {
  it('may validate consents of its own end user only', async () => {
    const { app } = await appWithConsent();
    const own = callOf({ kind: 'execution', endUserId: 'end-user-1' });
    const foreign = callOf({ kind: 'execution', endUserId: 'end-user-2' });
    const anybody = callOf({ kind: 'execution' });
    await expect(app.validateConsent(request, own)).resolves.toMatchObject({ valid: true });
    await expect(app.validateConsent(request, foreign)).rejects.toMatchObject({ code: 'AUTH.FORBIDDEN' });
    await expect(app.validateConsent(request, anybody)).resolves.toMatchObject({ valid: true });
  });

  it.each(Object.entries({ ...reads, ...writes }))(
    'may not call %s, whatever its permissions',
    async (_name, act) => {
      const { app, id } = await appWithConsent();
      await expect(act(app, id, callOf({ kind: 'execution' }))).rejects.toMatchObject({
        code: 'AUTH.FORBIDDEN',
      });
    },
  );
});

describe('another workspace', () => {
  const foreign = () => callOf({ workspaceId: 'wsp_two' });

  it.each(['getConsent', 'getReceipt', 'getConsentHistory'])('finds no consent by %s', async name => {
    const { app, id } = await appWithConsent();
    await expect(reads[name]!(app, id, foreign())).rejects.toMatchObject({ code: 'CONSENT.NOT_FOUND' });
  });

  it('cannot revoke, and changes nothing by trying', async () => {
    const { app, id } = await appWithConsent();
    await expect(app.revokeConsent({ id }, foreign())).rejects.toMatchObject({ code: 'CONSENT.NOT_FOUND' });
    await expect(app.validateConsent(request, callOf())).resolves.toMatchObject({ valid: true });
  });

  it('sees empty lists, an empty ledger and no consent', async () => {
    const { app } = await appWithConsent();
    await expect(app.listConsents({ limit: 20 }, foreign())).resolves.toEqual({ items: [] });
    await expect(app.listCheckpoints({ limit: 20 }, foreign())).resolves.toEqual({ checkpoints: [] });
    await expect(app.exportEndUser(request, foreign())).resolves.toMatchObject({ consents: [], history: [] });
    await expect(app.verifyLedger(foreign())).resolves.toMatchObject({ valid: true, entries: 0 });
    await expect(app.reportCompliance(period, foreign())).resolves.toEqual([]);
    await expect(app.validateConsent(request, foreign())).resolves.toMatchObject({ reason: 'noConsent' });
  });

  it('keeps its own chain', async () => {
    const { app } = await appWithConsent();
    const consent = await app.grantConsent(request, foreign());
    const { entries } = await app.getConsentHistory({ id: consent.id, limit: 20, after: 0 }, foreign());
    expect(entries).toMatchObject([{ seq: 1, previousHash: '0'.repeat(64) }]);
  });
});
