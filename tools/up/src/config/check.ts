import type { LiveConfig } from '@neighbourhood/shared/config/live';

/** Checked is a key of the store, and why it has no effect, where it has none. */
export interface Checked {
  key: string;
  value: string;
  problem?: string;
}

/**
 * checkKeys says of every key whether the apps take it: the one that it names, or, if it names none, those whose
 * configuration has a place for it.
 */
export function checkKeys(
  apps: ReadonlyMap<string, LiveConfig<unknown>>,
  items: Readonly<Record<string, string>>,
): Checked[] {
  const applied = [...apps].map(([app, live]) => [app, live.apply(items)] as const);
  return Object.entries(items).map(([key, value]) => {
    const refused = applied.flatMap(([, { refused }]) => refused.filter(refusal => refusal.key === key));
    const foreign = applied.filter(([, { foreign }]) => foreign.some(other => other.key === key));
    const [first] = refused;
    const problem = first?.reason ?? nowhere(key, apps, foreign.length);
    return { key, value, ...(problem === undefined ? {} : { problem }) };
  });
}

function nowhere(key: string, apps: ReadonlyMap<string, unknown>, foreign: number): string | undefined {
  const [app = ''] = key.includes('/') ? key.split('/') : [];
  if (app !== '' && !apps.has(app)) return `there is no app ${app}, only ${[...apps.keys()].join(', ')}`;
  if (foreign === apps.size) return `no app has a place for it that may change while it runs`;
  return undefined;
}
