import { after, day } from '../../test/make.ts';
import { callOf, createTestApp, request } from '../../test/test-app.ts';

const owner = () => callOf({ permissions: ['workspace:write', 'consent:read', 'consent:write'] });
const purpose = (id: string) => ({ id, title: id, description: '' });

describe("a workspace's purposes", () => {
  it('are the built-in one, then its own by id', async () => {
    const app = await createTestApp();
    await app.setPurposes([purpose('mail'), purpose('automation'), purpose('analytics')], owner());
    const listed = await app.listPurposes(callOf());
    expect(listed.map(({ id }) => id)).toEqual(['automation', 'analytics', 'mail']);
    expect(listed[0]).toMatchObject({ title: 'Automation' });
  });

  it('need workspace:write to be set, and are of one workspace', async () => {
    const app = await createTestApp();
    await expect(app.setPurposes([], callOf())).rejects.toMatchObject({ code: 'AUTH.FORBIDDEN' });
    await app.setPurposes([purpose('mail')], owner());
    await expect(app.listPurposes(callOf({ workspaceId: 'wsp_two' }))).resolves.toHaveLength(1);
  });

  it('cannot lose one that an active consent is for', async () => {
    const app = await createTestApp();
    await app.setPurposes([purpose('mail')], owner());
    await app.grantConsent({ ...request, purposes: ['mail'], expiresAt: after(day) }, owner());
    await expect(app.setPurposes([], owner())).rejects.toMatchObject({ code: 'CONSENT.PURPOSE_IN_USE' });
    app.time.now = after(day);
    await expect(app.setPurposes([], owner())).resolves.toHaveLength(1);
  });

  it.each([
    ['a malformed id', [purpose('No!')], 'purposes.0.id'],
    ['a repeated id', [purpose('a'), purpose('a')], 'purposes.1.id'],
    ['no title', [{ ...purpose('a'), title: '' }], 'purposes.0.title'],
    ['a description with a NUL', [{ ...purpose('a'), description: '\0' }], 'purposes.0.description'],
    ['more than 100', Array.from({ length: 101 }, (_, index) => purpose(`p${index}`)), 'purposes'],
  ])('refuse %s', async (_what, purposes, path) => {
    const app = await createTestApp();
    await expect(app.setPurposes(purposes, owner())).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
      fields: [expect.objectContaining({ path })],
    });
  });
});
