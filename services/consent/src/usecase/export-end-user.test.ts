import { callOf, createTestApp, request } from '../../test/test-app.ts';

describe('the export of an end user', () => {
  it('holds every consent and all of its history in order, and nobody else', async () => {
    const app = await createTestApp();
    await app.grantConsent({ ...request, endUserId: 'another' }, callOf());
    for (let index = 0; index < 201; index++) await app.grantConsent(request, callOf());
    const { consents, history } = await app.exportEndUser(request, callOf());
    expect(consents).toHaveLength(201);
    expect(new Set(consents.map(({ endUserId }) => endUserId))).toEqual(new Set(['end-user-1']));
    // 201 grants, 200 of them superseded by the next; seq 1 is the other end user's.
    expect(history.map(({ seq }) => seq)).toEqual(Array.from({ length: 401 }, (_, index) => index + 2));
  });

  it('refuses an end user id that no store takes', async () => {
    const app = await createTestApp();
    await expect(app.exportEndUser({ endUserId: '\0' }, callOf())).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
      fields: [expect.objectContaining({ path: 'endUserId' })],
    });
  });
});
