import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { FieldError } from '@neighbourhood/shared/errors/app-error';
import { covers, isPermission, machinePermissions } from './permission.ts';

/** ApiKey is a workspace's server-to-server credential; `hash` is keyed, the key itself is nowhere. */
export interface ApiKey {
  readonly id: string;
  readonly workspaceId: string;
  readonly createdBy: string;
  readonly name: string;
  /** The public beginning of the key, to recognise it by; no part of the secret. */
  readonly prefix: string;
  readonly hash: string;
  /** Empty means everything but workspaces, members, keys and audit. */
  readonly scopes: readonly string[];
  readonly rateLimitPerHour: number;
  readonly createdAt: Date;
  readonly expiresAt?: Date | undefined;
  readonly lastUsedAt?: Date | undefined;
  readonly revokedAt?: Date | undefined;
  /** The key that took its place when it was rotated. */
  readonly replacedBy?: string | undefined;
}

/** KeyRequest is what a caller asks of a new key. */
export interface KeyRequest {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly rateLimitPerHour?: number | undefined;
  readonly expiresAt?: Date | undefined;
}

/** keyPermissions lists what a key may do. */
export function keyPermissions(key: Pick<ApiKey, 'scopes'>): readonly string[] {
  return key.scopes.length === 0 ? machinePermissions : key.scopes;
}

/** isUsable tells whether a key still opens anything. */
export function isUsable(key: ApiKey, now: Date): boolean {
  return key.revokedAt === undefined && (key.expiresAt === undefined || key.expiresAt > now);
}

/**
 * cleanKeyRequest checks what is asked for a key. Without scopes a key may do all that a key can,
 * or, when its creator (who holds `held`) may do less, just what its creator may: the scopes then say so.
 * Throws REQUEST.INVALID, or AUTH.FORBIDDEN for scopes that the creator does not hold.
 */
export function cleanKeyRequest(request: KeyRequest, held: readonly string[], now: Date): KeyRequest {
  const name = request.name.trim();
  const fields: FieldError[] = [];
  if (name === '' || name.length > 100 || /\p{Cc}/u.test(name)) {
    fields.push({ path: 'name', message: 'must have 1 to 100 printable characters' });
  }
  request.scopes.forEach((scope, i) => {
    if (!isPermission(scope)) fields.push({ path: `scopes.${i}`, message: 'is no permission' });
  });
  const { rateLimitPerHour: limit, expiresAt } = request;
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= 10_000_000)) {
    fields.push({ path: 'rateLimitPerHour', message: 'must be a whole number from 1 to 10000000' });
  }
  if (expiresAt !== undefined && !(expiresAt > now)) {
    fields.push({ path: 'expiresAt', message: 'must lie in the future' });
  }
  if (fields.length > 0) {
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The API key has invalid fields.', { fields });
  }
  return { name, scopes: grantedScopes(request.scopes, held), rateLimitPerHour: limit, expiresAt };
}

function grantedScopes(asked: readonly string[], held: readonly string[]): readonly string[] {
  const scopes = [...new Set(asked)];
  if (scopes.length === 0 && covers(held, machinePermissions)) return [];
  const granted = scopes.length === 0 ? machinePermissions.filter(scope => held.includes(scope)) : scopes;
  if (granted.length === 0 || !covers(held, granted)) {
    throw new AppError(
      'permissionDenied',
      'AUTH.FORBIDDEN',
      'A key cannot have scopes that its creator lacks.',
    );
  }
  return granted;
}
