import { z } from 'zod';
import type { Hook__Output } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/Hook';
import { compact } from '../http/compact.ts';
import { endUserId, required, requiredIso, time, typedId } from './common.ts';

/** hookPath is the last part of a hook's address. */
export const hookPath = z
  .string()
  .max(100)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case')
  .meta({ examples: ['orders'] });

const fields = {
  id: typedId('hok'),
  path: hookPath,
  url: z.string().meta({ description: 'Its address, for senders that sign.' }),
  eventType: z.string(),
  provider: z.string().optional().meta({ description: 'Whose webhooks it takes.' }),
  endUserId: endUserId.optional(),
  description: z.string(),
  createdAt: time,
  updatedAt: time,
};
const url = z.string().meta({
  description: 'Its address with its token, shown only here; for a provider, the address to paste there.',
});
const secret = z
  .string()
  .optional()
  .meta({ description: 'Signing secret, shown only here; absent where it was handed in.' });

/** hook is an address for messages from outside, without its token and secret. */
export const hook = z.object(fields).meta({ id: 'Hook' });

/** newHook shows the token and the secret of a new hook. */
export const newHook = z.object({ ...fields, url, secret }).meta({ id: 'NewHook' });

/** hookWithToken shows a hook's new token. */
export const hookWithToken = z
  .object({ ...fields, url, previousExpiresAt: time })
  .meta({ id: 'HookWithToken' });

/** hookWithSecret shows a hook's new secret. */
export const hookWithSecret = z
  .object({ ...fields, secret, previousExpiresAt: time })
  .meta({ id: 'HookWithSecret' });

/** presentHook presents a hook. */
export function presentHook(message: Hook__Output | null) {
  const from = required(message);
  const { id, path, url: address, eventType, description } = from;
  return compact({
    id,
    path,
    url: address,
    eventType,
    provider: from.provider || undefined,
    endUserId: from.endUserId || undefined,
    description,
    createdAt: requiredIso(from.createdAt),
    updatedAt: requiredIso(from.updatedAt),
  });
}
