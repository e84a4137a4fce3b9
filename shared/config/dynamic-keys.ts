import { type z } from 'zod';
import { placeOf } from './live-part.ts';
import { camel } from './sources.ts';

/** Refusal is a key of the dynamic store that has no effect, and why. */
export interface Refusal {
  key: string;
  reason: string;
}

/** Wanted is what the dynamic store says that concerns one app. */
export interface Wanted {
  /** Values by dotted path. */
  values: ReadonlyMap<string, { key: string; value: string }>;
  /** The app's own keys that can have no effect. */
  refused: readonly Refusal[];
  /** Keys for all apps that this app's configuration has no place for; others may have one. */
  foreign: readonly Refusal[];
}

const reasons = {
  nowhere: (app: string, path: string) => `the configuration of ${app} has no ${path}`,
  fixed: (_app: string, path: string) => `${path} cannot change while the app runs`,
  group: (_app: string, path: string) => `${path} is a group of values: name one of them`,
} as const;

/**
 * wantedBy reads the store's keys for one app: `log.level` is for every app, `gateway/log.level` for the gateway
 * alone and stronger. Keys of other apps are left out.
 */
export function wantedBy(app: string, schema: z.ZodType, items: Readonly<Record<string, string>>): Wanted {
  const values = new Map<string, { key: string; value: string }>();
  const refused: Refusal[] = [];
  const foreign: Refusal[] = [];
  // Keys for all come first, so that the app's own replace them.
  const keys = Object.keys(items).toSorted((a, b) => Number(a.includes('/')) - Number(b.includes('/')));
  for (const key of keys) {
    const own = key.startsWith(`${app}/`);
    if (!own && key.includes('/')) continue;
    const path = (own ? key.slice(app.length + 1) : key).split('.').map(camel);
    const place = placeOf(schema, path);
    if (place === 'dynamic') values.set(path.join('.'), { key, value: items[key] ?? '' });
    else (own ? refused : foreign).push({ key, reason: reasons[place](app, path.join('.')) });
  }
  return { values, refused, foreign };
}
