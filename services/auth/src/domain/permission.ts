/** Every permission there is: `<resource>:<verb>`. */
export const allPermissions = [
  'workspace:read', 'workspace:write', 'workspace:delete',
  'user:read', 'user:write', 'user:delete',
  'apikey:read', 'apikey:create', 'apikey:revoke',
  'integration:read', 'integration:write', 'integration:delete', 'integration:execute',
  'connection:read', 'connection:write', 'connection:delete', 'connection:proxy',
  'consent:read', 'consent:write',
  'workflow:read', 'workflow:write', 'workflow:delete', 'workflow:execute',
  'webhook:read', 'webhook:write', 'webhook:delete',
  'notification:read', 'notification:write',
  'audit:read',
] as const; // prettier-ignore

/** Permission is one of the names above. */
export type Permission = (typeof allPermissions)[number];

/** Roles of a workspace's members, from most to least. */
export const roles = ['admin', 'developer', 'user', 'viewer'] as const;

/** Role is one of the names above. */
export type Role = (typeof roles)[number];

const viewer: Permission[] = [
  'workspace:read', 'user:read', 'integration:read', 'connection:read', 'consent:read', 'workflow:read',
  'webhook:read', 'notification:read',
]; // prettier-ignore

const user: Permission[] = [
  ...viewer, 'integration:execute', 'connection:write', 'consent:write', 'workflow:execute', 'notification:write',
]; // prettier-ignore

const developer: Permission[] = [
  ...user, 'apikey:read', 'apikey:create', 'integration:write', 'connection:delete', 'connection:proxy',
  'workflow:write', 'workflow:delete', 'webhook:write', 'webhook:delete',
]; // prettier-ignore

const table: Record<Role, readonly Permission[]> = { admin: allPermissions, developer, user, viewer };

const managing = new Set(['workspace', 'user', 'apikey', 'audit']);

/** machinePermissions is what an API key without scopes may do: all but workspaces, members, keys and audit. */
export const machinePermissions: readonly Permission[] = allPermissions.filter(
  permission => !managing.has(permission.split(':')[0] ?? ''),
);

/** permissionsOf lists what a role allows. */
export function permissionsOf(role: Role): readonly Permission[] {
  return table[role];
}

/** isRole narrows a string from outside. */
export function isRole(value: string): value is Role {
  return (roles as readonly string[]).includes(value);
}

/** isPermission narrows a string from outside. */
export function isPermission(value: string): value is Permission {
  return (allPermissions as readonly string[]).includes(value);
}

/** covers tells whether whoever holds `held` may do all of `wanted`: nobody hands out more than they have. */
export function covers(held: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every(permission => held.includes(permission));
}
