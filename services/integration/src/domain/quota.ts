import { type Claim, inAdvance, shareOut, sum } from './fair-shares.ts';

/** Quota is what a provider allows: `requests` in any stretch of `windowMs`. */
export interface Quota {
  requests: number;
  windowMs: number;
}

/** QuotaRecord is what all replicas know of one quota; times in milliseconds. */
export interface QuotaRecord {
  /** When tokens have arrived at the latest, and how many; sorted. They come back a window later. */
  spent: [at: number, count: number][];
  /** Who waits, by replica and tenant: what is free is theirs, too. */
  waiting: Waiting[];
  /** When a tenant was last served, of those that came lately. */
  served: Record<string, number>;
  /** Until when what several tenants share was given out. */
  pacedUntil: number;
  /** The provider wants no request before. */
  pausedUntil: number;
}

interface Waiting {
  replica: string;
  tenant: string;
  want: number;
  /** A mark that nobody renews counts no more: its replica is gone. */
  until: number;
}

/** DrawRequest is what one replica wants. */
export interface DrawRequest {
  now: number;
  replica: string;
  /** Calls that wait here, by tenant. */
  needs: ReadonlyMap<string, number>;
  /** Tokens to have in advance, by tenant, where nobody waits for them. */
  more: ReadonlyMap<string, number>;
  /** Tokens of earlier draws that nobody spent, or that were on their way for longer than was taken. */
  moved?: readonly Move[];
}

/** Move says that tokens counted at `from` arrived at `to`, or never. */
export interface Move {
  from: number;
  to?: number;
  count: number;
}

/** Drawn is what it got. */
export interface Drawn {
  record: QuotaRecord;
  grants: Map<string, number>;
  /** What is granted may be spent until then. */
  until: number;
  /** When it is taken to have arrived. */
  at: number;
  /** When asking again may help. */
  nextAt: number;
}

const markMs = 1_000;
const lookAgainMs = 50;
/** A tenant that came that lately is taken to come again. */
const contentionMs = 2_000;
const mostServed = 50;

/** The fineness in which a record counts: it costs about one grain of each window. */
const grainOf = ({ windowMs }: Quota): number => Math.max(10, Math.ceil(windowMs / 100));

/** arrivalOf is when a request that was answered at `answeredAt` is taken to have arrived: soon after it was sent. */
export function arrivalOf(quota: Quota, sentAt: number, answeredAt: number): number {
  const grain = grainOf(quota);
  return Math.ceil(Math.min(answeredAt, sentAt + quota.windowMs / 10) / grain) * grain;
}

/** How long a request may be on its way, where the provider counts what arrives: what it costs of each window, too. */
const wayOf = ({ windowMs }: Quota): number => Math.min(1_000, Math.ceil(windowMs / 40));

/** emptyRecord is that of a quota that nobody used. */
export function emptyRecord(): QuotaRecord {
  return { spent: [], waiting: [], served: {}, pacedUntil: 0, pausedUntil: 0 };
}

/** freeOf counts what may be sent now. */
export function freeOf(record: QuotaRecord, quota: Quota, now: number): number {
  if (record.pausedUntil > now) return 0;
  return Math.max(0, quota.requests - sum(live(record, quota, now).map(([, count]) => count)));
}

/**
 * draw takes tokens such that no stretch of a window has more than the quota, whenever in it they are spent. Whoever
 * waits, here or elsewhere, gets the same share, up to what they want; the odd token goes to the tenant that was
 * served longest ago.
 */
export function draw(stored: QuotaRecord, quota: Quota, request: DrawRequest): Drawn {
  const { now, replica, needs, more, moved = [] } = request;
  const grain = grainOf(quota);
  const until = Math.ceil((now + grain / 2) / grain) * grain;
  const spent = live(withMoves(stored, moved), quota, now);
  const others = stored.waiting.filter(mark => mark.until > now && mark.replica !== replica);
  const here = [...needs].map(([tenant, want]) => ({ replica, tenant, want }));
  const paced = pace(stored, quota, now, [...others, ...here]);
  const free = Math.min(freeOf({ ...stored, spent }, quota, now), paced?.most ?? Infinity);
  const shares = shareOut(free, [...others, ...here], stored.served, replica);
  const left = free - sum(shares.map(({ share }) => share));
  const grants = new Map<string, number>();
  for (const { claim, share } of shares) if (claim.replica === replica) grants.set(claim.tenant, share);
  for (const [tenant, share] of inAdvance(left, more)) grants.set(tenant, (grants.get(tenant) ?? 0) + share);

  const granted = sum([...grants.values()]);
  const at = until + wayOf(quota);
  const after = merged(granted === 0 ? spent : sorted([...spent, [at, granted]]));
  const lacking = here
    .map(claim => ({ ...claim, want: claim.want - (grants.get(claim.tenant) ?? 0) }))
    .filter(({ want }) => want > 0);
  const served = lacking.length === 0 && free > granted;
  const held =
    paced !== undefined && paced.most <= granted && freeOf({ ...stored, spent: after }, quota, now) > 0;
  const soon = held ? now + Math.max(grain, paced.eachMs) : undefined;
  const nextAt = served
    ? now
    : (soon ?? nextTime({ ...stored, spent: after }, quota, { now, free: free - granted }));
  const record = {
    spent: after,
    waiting: [...others, ...lacking.map(claim => ({ ...claim, until: nextAt + markMs }))],
    served: servedAfter(stored.served, grants, now),
    pacedUntil: paced ? paced.from + granted * paced.eachMs : now,
    pausedUntil: stored.pausedUntil,
  };
  return { record, grants, until, at, nextAt };
}

/**
 * Where several tenants come, nobody has all that is free at once: it is given out evenly over the window, so that
 * whoever comes a little later still finds a share.
 */
function pace(
  { served, pacedUntil }: QuotaRecord,
  { requests, windowMs }: Quota,
  now: number,
  claims: readonly Claim[],
): { from: number; eachMs: number; most: number } | undefined {
  const lately = Object.keys(served).filter(tenant => (served[tenant] ?? 0) > now - contentionMs);
  if (new Set([...lately, ...claims.map(({ tenant }) => tenant)]).size < 2) return undefined;
  const eachMs = windowMs / requests;
  const from = Math.max(pacedUntil, now - Math.max(windowMs / 20, eachMs * 2));
  return { from, eachMs, most: Math.floor((now - from) / eachMs) };
}

/** charge counts what the provider says was used and nobody here knows of; it comes back at `resetAt`. */
export function charge(
  stored: QuotaRecord,
  quota: Quota,
  { remaining, resetAt, now }: { remaining: number; resetAt: number; now: number },
): QuotaRecord {
  const surplus = freeOf({ ...stored, pausedUntil: 0 }, quota, now) - remaining;
  if (surplus <= 0) return stored;
  return { ...stored, spent: sorted([...live(stored, quota, now), [resetAt - quota.windowMs, surplus]]) };
}

/** timeOf tells when the n-th of those who wait can be served, if nobody else comes. */
export function timeOf(record: QuotaRecord, quota: Quota, n: number, now: number): number {
  let free = freeOf({ ...record, pausedUntil: 0 }, quota, now);
  const start = Math.max(now, record.pausedUntil);
  if (free >= n) return start;
  for (const [at, count] of live(record, quota, now)) {
    free += count;
    if (free >= n) return Math.max(start, at + quota.windowMs);
  }
  return start + Math.ceil(n / quota.requests) * quota.windowMs;
}

/** withMoves is a record after tokens arrived elsewhere, or never. */
export function withMoves(record: QuotaRecord, moves: readonly Move[]): QuotaRecord {
  return { ...record, spent: moves.reduce(move, record.spent) };
}

function live({ spent }: QuotaRecord, { windowMs }: Quota, now: number): QuotaRecord['spent'] {
  return spent.filter(([at, count]) => count > 0 && at + windowMs > now);
}

function move(spent: QuotaRecord['spent'], { from, to, count }: Move): QuotaRecord['spent'] {
  const there = spent.find(([at]) => at === from)?.[1] ?? 0;
  const taken = Math.min(there, count);
  const rest = spent.map(([at, held]): [number, number] => [at, at === from ? held - taken : held]);
  return sorted([...rest, ...(to === undefined || taken === 0 ? [] : [[to, taken] as [number, number]])]);
}

function servedAfter(served: QuotaRecord['served'], grants: ReadonlyMap<string, number>, now: number) {
  const fresh = [...grants].filter(([, count]) => count > 0).map(([tenant]) => [tenant, now] as const);
  const all = Object.entries({ ...served, ...Object.fromEntries(fresh) });
  return Object.fromEntries(all.sort(([, one], [, other]) => other - one).slice(0, mostServed));
}

function nextTime(
  { spent, pausedUntil }: QuotaRecord,
  { windowMs }: Quota,
  { now, free }: { now: number; free: number },
): number {
  if (pausedUntil > now) return pausedUntil;
  // What is free is kept for others who wait: they take it, or are gone.
  if (free > 0) return now + lookAgainMs;
  return Math.max(now + 1, (spent[0]?.[0] ?? now) + windowMs);
}

function sorted(spent: QuotaRecord['spent']): QuotaRecord['spent'] {
  return [...spent].sort(([one], [other]) => one - other);
}

function merged(spent: QuotaRecord['spent']): QuotaRecord['spent'] {
  const byTime = new Map<number, number>();
  for (const [at, count] of spent) byTime.set(at, (byTime.get(at) ?? 0) + count);
  return [...byTime];
}
