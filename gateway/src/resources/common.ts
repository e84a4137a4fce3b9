import { z } from 'zod';
import { fromTimestamp, type Timestamp } from '@neighbourhood/shared/grpc/wire';
import { compact } from '../http/compact.ts';

/** typedId checks ids of ours: a prefix and a UUIDv7 in base32. */
export function typedId(prefix: string) {
  const example = `${prefix}_01jd9x8k2hf0rt5s1m3v7c6qzw`;
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-7][0-9a-hjkmnp-tv-z]{25}$`), `must be an id that begins with ${prefix}_`)
    .meta({ examples: [example] });
}

/** idParam is the path parameter `{id}`. */
export const idParam = (prefix: string) => z.strictObject({ id: typedId(prefix) });

/** providerId is kebab-case, as `google-drive`. */
export const providerId = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case')
  .meta({ examples: ['slack'] });

/** endUserId is the customer's own id of an end user. */
export const endUserId = z
  .string()
  .min(1)
  .max(200)
  .meta({ examples: ['customer-42'] });

/** scopes are a provider's own strings. */
export const scopes = z.array(z.string().min(1).max(500)).max(100);

/** time is an RFC 3339 time that the gateway answers, in UTC. */
export const time = z.string().meta({ format: 'date-time', examples: ['2026-11-22T15:29:00.000Z'] });

/** givenTime is an RFC 3339 time in a request, with any offset. */
export const givenTime = z.iso.datetime({ offset: true, error: 'must be an RFC 3339 time' });

/** paging is what every list takes. */
export const paging = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().min(1).max(1000).optional(),
});

/** listOf is one page of anything. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}

/** pageRequest says a page as the services take it. */
export function pageRequest(query: { limit: number; cursor?: string | undefined }) {
  return { pageSize: query.limit, pageToken: query.cursor ?? '' };
}

/** page presents one page of items. */
export function page<T, R>(items: readonly T[], nextPageToken: string, present: (item: T) => R) {
  return compact({ items: items.map(present), nextCursor: nextPageToken || undefined });
}

/** iso presents a time; absent stays absent. */
export function iso(timestamp: Timestamp | null | undefined): string | undefined {
  return fromTimestamp(timestamp)?.toISOString();
}

/** requiredIso presents a time that is never absent. */
export function requiredIso(timestamp: Timestamp | null | undefined): string {
  return iso(timestamp) ?? new Date(0).toISOString();
}

/** required returns a message that a service always fills in. */
export function required<T>(message: T | null | undefined): T {
  if (message === null || message === undefined) throw new Error('A service left out a part of its answer');
  return message;
}
