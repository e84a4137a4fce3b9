import {
  allPermissions,
  covers,
  isPermission,
  isRole,
  machinePermissions,
  permissionsOf,
  roles,
} from './permission.ts';

const original = {
  developer: [
    'integration:read',
    'integration:write',
    'integration:execute',
    'apikey:read',
    'apikey:create',
    'user:read',
    'workspace:read',
  ],
  user: ['integration:read', 'integration:execute', 'user:read', 'workspace:read'],
  viewer: ['integration:read', 'user:read', 'workspace:read'],
} as const;

/** Permissions of the table that the product began with; the others came with later services. */
const early = /^(integration|apikey|user|workspace):/;

test.each(['developer', 'user', 'viewer'] as const)(
  '%s has just its permissions of the original table',
  role => {
    expect(
      permissionsOf(role)
        .filter(permission => early.test(permission))
        .toSorted(),
    ).toEqual([...original[role]].sort());
  },
);

test('an admin may do everything', () => {
  expect(permissionsOf('admin')).toEqual(allPermissions);
});

test('each role may do what the next lower one may', () => {
  for (const [i, role] of roles.slice(1).entries()) {
    expect(covers(permissionsOf(roles[i]!), permissionsOf(role))).toBe(true);
    expect(covers(permissionsOf(role), permissionsOf(roles[i]!))).toBe(false);
  }
});

test('a key without scopes may do everything but workspaces, members, keys and audit', () => {
  const missing = allPermissions.filter(permission => !machinePermissions.includes(permission));
  expect(new Set(missing.map(permission => permission.split(':')[0]))).toEqual(
    new Set(['workspace', 'user', 'apikey', 'audit']),
  );
});

test('strings from outside are narrowed', () => {
  expect([
    isRole('admin'),
    isRole('owner'),
    isPermission('workflow:write'),
    isPermission('workflow:*'),
  ]).toEqual([true, false, true, false]);
});
