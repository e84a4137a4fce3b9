import { callOf, createTestApp, request } from '../../test/test-app.ts';

async function appWithCheckpoints() {
  const app = await createTestApp();
  for (let round = 0; round < 3; round++) {
    await app.grantConsent({ ...request, endUserId: `user-${round}` }, callOf());
    await app.checkpointLedgers();
  }
  return app;
}

describe('checkpoints', () => {
  it('are signed once per head of a chain that grew', async () => {
    const app = await appWithCheckpoints();
    await expect(app.checkpointLedgers()).resolves.toBe(0);
    const { checkpoints } = await app.listCheckpoints({ limit: 20 }, callOf());
    expect(checkpoints.map(({ seq }) => seq)).toEqual([3, 2, 1]);
  });

  it('are listed page by page', async () => {
    const app = await appWithCheckpoints();
    const first = await app.listCheckpoints({ limit: 2 }, callOf());
    expect(first).toMatchObject({ checkpoints: [{ seq: 3 }, { seq: 2 }], next: 2 });
    await expect(app.listCheckpoints({ limit: 2, before: 2 }, callOf())).resolves.toMatchObject({
      checkpoints: [{ seq: 1 }],
    });
  });

  it('agree with an honest chain', async () => {
    const app = await appWithCheckpoints();
    await expect(app.verifyLedger(callOf())).resolves.toMatchObject({ valid: true, entries: 3 });
  });

  it('show a forged one as a bad entry', async () => {
    const app = await appWithCheckpoints();
    await app.grantConsent(request, callOf());
    const [genuine] = (await app.listCheckpoints({ limit: 1 }, callOf())).checkpoints;
    await app.memory.addCheckpoint({ ...genuine!, seq: 4 });
    await expect(app.verifyLedger(callOf())).resolves.toMatchObject({ valid: false, firstBadEntry: 4 });
  });
});
