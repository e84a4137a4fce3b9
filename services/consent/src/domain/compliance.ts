import type { Action, Entry } from './ledger.ts';

/** Period runs from `from`, inclusive, to `to`, exclusive. */
export interface Period {
  from: Date;
  to: Date;
}

/** Tally counts the decisions of a period for one provider and purpose, and what was in force at its end. */
export interface Tally {
  provider: string;
  purpose: string;
  granted: number;
  revoked: number;
  expired: number;
  active: number;
}

/** tally counts from the ledger alone: every purpose is granted once, and ended once if at all. */
export async function tally(entries: AsyncIterable<Entry>, { from, to }: Period): Promise<Tally[]> {
  const tallies = new Map<string, Tally>();
  for await (const { action, at, details } of entries) {
    if (at >= to) continue;
    const { provider, purposes } = details as { provider: string; purposes: readonly string[] };
    for (const purpose of purposes) {
      const key = `${provider} ${purpose}`;
      const counted = tallies.get(key) ?? {
        provider,
        purpose,
        granted: 0,
        revoked: 0,
        expired: 0,
        active: 0,
      };
      tallies.set(key, count(counted, action, at >= from));
    }
  }
  return [...tallies].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, counted]) => counted);
}

function count(counted: Tally, action: Action, within: boolean): Tally {
  const active = counted.active + (action === 'granted' ? 1 : -1);
  if (!within || action === 'superseded') return { ...counted, active };
  return { ...counted, active, [action]: counted[action] + 1 };
}
