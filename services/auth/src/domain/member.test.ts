import { type Member, requireMemberChange } from './member.ts';
import { permissionsOf, type Role } from './permission.ts';
import type { Workspace } from './workspace.ts';

const at = new Date('2026-01-01T00:00:00Z');
const workspace: Workspace = {
  id: 'wsp_1',
  name: 'Acme',
  plan: 'free',
  ownerId: 'owner',
  redirectUris: [],
  createdAt: at,
  updatedAt: at,
};
const member = (userId: string, role: Role): Member => ({ workspaceId: 'wsp_1', userId, role, addedAt: at });
const admin = permissionsOf('admin');

test.each([
  ['demoted', 'viewer'],
  ['removed', undefined],
] as const)('the last admin cannot be %s, even where the owner is none', (_what, next) => {
  const members = [member('ada', 'admin'), member('bob', 'developer')];
  expect(() => requireMemberChange(workspace, members, 'ada', next, admin)).toThrow(
    expect.objectContaining({ code: 'WORKSPACE.LAST_ADMIN' }),
  );
  expect(() => {
    requireMemberChange(workspace, [...members, member('eve', 'admin')], 'ada', next, admin);
  }).not.toThrow();
});

test('nobody gives or takes a role above their own', () => {
  const members = [member('owner', 'admin'), member('ada', 'admin'), member('bob', 'viewer')];
  const held = [...permissionsOf('developer'), 'user:write', 'user:delete'];
  for (const [userId, next] of [
    ['bob', 'admin'],
    ['ada', 'viewer'],
    ['ada', undefined],
  ] as const) {
    expect(() => requireMemberChange(workspace, members, userId, next, held)).toThrow(
      expect.objectContaining({ code: 'AUTH.FORBIDDEN' }),
    );
  }
  expect(() => {
    requireMemberChange(workspace, members, 'bob', 'developer', held);
  }).not.toThrow();
});
