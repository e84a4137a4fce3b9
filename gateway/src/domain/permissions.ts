/** permissions lists what a role or an API key may be allowed, `<resource>:<verb>`. */
export const permissions = [
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

/** Permission is one of them. */
export type Permission = (typeof permissions)[number];
