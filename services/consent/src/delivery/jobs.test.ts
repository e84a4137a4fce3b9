import { after, day } from '../../test/make.ts';
import { callOf, createTestApp, request } from '../../test/test-app.ts';
import { createJobHandlers, jobNames } from './jobs.ts';

describe('jobs', () => {
  it('expire the consent that their data names', async () => {
    const app = await createTestApp();
    const { id, workspaceId } = await app.grantConsent({ ...request, expiresAt: after(day) }, callOf());
    app.time.now = after(day);
    await createJobHandlers(app)[jobNames.expire]!(
      { name: jobNames.expire + id, data: { workspaceId, id } },
      callOf(),
    );
    expect(app.memory.events.at(-1)).toMatchObject({ type: 'consent.expired', subject: id });
  });

  it('reconcile: what lost its timer expires, and grown ledgers are signed', async () => {
    const app = await createTestApp();
    const { id } = await app.grantConsent({ ...request, expiresAt: after(day) }, callOf());
    app.time.now = after(day);
    await createJobHandlers(app)[jobNames.reconcile]!({ name: jobNames.reconcile, data: null }, callOf());
    expect(app.memory.events.at(-1)).toMatchObject({ type: 'consent.expired', subject: id });
    await expect(app.listCheckpoints({ limit: 9 }, callOf())).resolves.toMatchObject({
      checkpoints: [{ seq: 2 }],
    });
  });
});
