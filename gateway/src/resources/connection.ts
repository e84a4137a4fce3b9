import { z } from 'zod';
import type { Connection__Output } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/Connection';
import { compact } from '../http/compact.ts';
import { endUserId, iso, providerId, required, requiredIso, time, typedId } from './common.ts';
import { fromEnum } from './enums.ts';

/** connectionStatus is the state of a connection. */
export const connectionStatus = z.enum(['active', 'expired', 'needsReauth', 'revoked', 'error']);

/** connection is one end user's account at one provider; its tokens never leave. */
export const connection = z
  .object({
    id: typedId('con'),
    provider: providerId,
    endUserId,
    status: connectionStatus,
    statusReason: z.string().optional(),
    scopes: z.array(z.string()),
    account: z.object({ id: z.string(), name: z.string() }).optional(),
    connectedAt: time,
    lastUsedAt: time.optional(),
  })
  .meta({ id: 'Connection' });

/** presentConnection presents a connection. */
export function presentConnection(message: Connection__Output | null) {
  const from = required(message);
  const { id, provider, endUserId: user, statusReason, scopes, account } = from;
  return compact({
    id,
    provider,
    endUserId: user,
    status: fromEnum('CONNECTION_STATUS', from.status),
    statusReason: statusReason || undefined,
    scopes,
    account: account ?? undefined,
    connectedAt: requiredIso(from.connectedAt),
    lastUsedAt: iso(from.lastUsedAt),
  });
}
