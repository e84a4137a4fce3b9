import { z } from 'zod';
import type { ApiKey__Output } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/ApiKey';
import type { AuditEntry__Output } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/AuditEntry';
import type { Member__Output } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/Member';
import type { Workspace__Output } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/Workspace';
import { fromValue } from '@neighbourhood/shared/grpc/wire';
import { permissions } from '../domain/permissions.ts';
import { compact } from '../http/compact.ts';
import { iso, requiredIso, time, typedId } from './common.ts';
import { fromEnum } from './enums.ts';
import { role } from './user.ts';

/** workspace is a tenant. */
export const workspace = z
  .object({
    id: typedId('wsp'),
    name: z.string().meta({ examples: ['Acme'] }),
    plan: z.string().meta({ examples: ['free'] }),
    role: role.optional(),
    createdAt: time,
    redirectUris: z.array(z.string()).meta({ description: 'Where connections may return to.' }),
  })
  .meta({ id: 'Workspace' });

/** member is a user in a workspace. */
export const member = z
  .object({
    userId: typedId('usr'),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    role,
    owner: z.boolean(),
    joinedAt: time,
  })
  .meta({ id: 'Member' });

/** keyScopes are permissions of an API key. */
export const keyScopes = z.array(z.enum(permissions)).max(permissions.length);

const apiKeyFields = {
  id: typedId('key'),
  name: z.string().meta({ examples: ['back end'] }),
  prefix: z.string(),
  scopes: z.array(z.string()),
  rateLimitPerHour: z.int(),
  createdAt: time,
  expiresAt: time.optional(),
  lastUsedAt: time.optional(),
  revokedAt: time.optional(),
};

/** apiKey is a workspace's credential, without its secret. */
export const apiKey = z.object(apiKeyFields).meta({ id: 'ApiKey' });

/** newApiKey is the only answer that shows a key. */
export const newApiKey = z
  .object({ ...apiKeyFields, key: z.string().meta({ description: 'The whole key, shown only here.' }) })
  .meta({ id: 'NewApiKey' });

/** rotatedApiKey is a key's successor. */
export const rotatedApiKey = z
  .object({ ...apiKeyFields, key: z.string(), previousExpiresAt: time.optional() })
  .meta({ id: 'RotatedApiKey' });

/** auditEntry tells who did what. */
export const auditEntry = z
  .object({
    id: z.string(),
    at: time,
    actor: z.string(),
    action: z.string(),
    target: z.string(),
    details: z.unknown(),
  })
  .meta({ id: 'AuditEntry' });

/** presentWorkspace presents a workspace; an API key has no role in it. */
export function presentWorkspace(from: Workspace__Output) {
  const { id, name, plan, redirectUris } = from;
  const held = from.role === 'ROLE_UNSPECIFIED' ? undefined : fromEnum('ROLE', from.role);
  return compact({ id, name, plan, role: held, createdAt: requiredIso(from.createdAt), redirectUris });
}

/** presentMember presents a member. */
export function presentMember(from: Member__Output) {
  const { userId, email, firstName, lastName, owner } = from;
  return {
    userId,
    email,
    firstName,
    lastName,
    role: fromEnum('ROLE', from.role),
    owner,
    joinedAt: requiredIso(from.joinedAt),
  };
}

/** presentApiKey presents a key without its secret. */
export function presentApiKey(from: ApiKey__Output) {
  const { id, name, prefix, scopes, rateLimitPerHour } = from;
  const { createdAt, expiresAt, lastUsedAt, revokedAt } = from;
  return compact({
    id,
    name,
    prefix,
    scopes,
    rateLimitPerHour,
    createdAt: requiredIso(createdAt),
    expiresAt: iso(expiresAt),
    lastUsedAt: iso(lastUsedAt),
    revokedAt: iso(revokedAt),
  });
}

/** presentAuditEntry presents one line of the audit trail. */
export function presentAuditEntry(from: AuditEntry__Output) {
  const { id, actor, action, target } = from;
  return { id, at: requiredIso(from.at), actor, action, target, details: fromValue(from.details) };
}
