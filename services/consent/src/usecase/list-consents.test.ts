import { after, day } from '../../test/make.ts';
import { callOf, createTestApp, request } from '../../test/test-app.ts';

describe('listing', () => {
  it('pages through everything, newest first, without gaps or repeats', async () => {
    const app = await createTestApp();
    const granted: string[] = [];
    for (let index = 0; index < 5; index++) {
      granted.push((await app.grantConsent({ ...request, endUserId: `user-${index}` }, callOf())).id);
    }
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await app.listConsents({ limit: 2, ...(cursor ? { cursor } : {}) }, callOf());
      pages.push(page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(pages.flat()).toEqual(granted.reverse());
  });

  it('filters by end user, provider and status as of now', async () => {
    const app = await createTestApp();
    const active = await app.grantConsent(request, callOf());
    const expired = await app.grantConsent(
      { ...request, provider: 'github', expiresAt: after(day) },
      callOf(),
    );
    const revoked = await app.grantConsent({ ...request, endUserId: 'end-user-2' }, callOf());
    await app.revokeConsent({ id: revoked.id }, callOf());
    app.time.now = after(day);
    const idsOf = async (filter: object) =>
      (await app.listConsents({ limit: 20, ...filter }, callOf())).items.map(({ id }) => id);
    await expect(idsOf({ status: 'active' })).resolves.toEqual([active.id]);
    await expect(idsOf({ status: 'expired' })).resolves.toEqual([expired.id]);
    await expect(idsOf({ status: 'revoked' })).resolves.toEqual([revoked.id]);
    await expect(idsOf({ provider: 'github' })).resolves.toEqual([expired.id]);
    await expect(idsOf({ endUserId: 'end-user-2' })).resolves.toEqual([revoked.id]);
  });

  it('refuses a cursor that is not one of ours', async () => {
    const app = await createTestApp();
    await expect(app.listConsents({ limit: 2, cursor: "'; --" }, callOf())).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
    });
  });
});
