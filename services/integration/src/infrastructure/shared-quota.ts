import { type Change, changeEntry } from '@neighbourhood/shared/dapr/change-entry';
import type { StateStore } from '@neighbourhood/shared/dapr/state';
import type { Log } from '@neighbourhood/shared/call/call';
import {
  arrivalOf,
  charge,
  draw,
  type Drawn,
  emptyRecord,
  freeOf,
  type Move,
  type Quota,
  type QuotaRecord,
  timeOf,
  withMoves,
} from '../domain/quota.ts';
import { sum } from '../domain/fair-shares.ts';
import { NoToken, type Token } from './quota-token.ts';

/** QuotaSettings bound what one replica lets wait. */
export interface QuotaSettings {
  /** A call that would wait longer is refused at once. */
  longestWaitMs: number;
  /** Calls of one tenant that may wait for one quota. */
  queue: number;
}

/** SharedQuotaDeps is what a quota needs from outside. */
export interface SharedQuotaDeps {
  store: Pick<StateStore, 'get' | 'set'>;
  /** Names this process among the replicas. */
  replica: string;
  log: Log;
  settings: () => QuotaSettings;
}

interface Waiter {
  go(token: Token): void;
  refuse(error: Error): void;
}

/** SharedQuota is one quota as this replica sees it. */
export interface SharedQuota {
  /** Resolves when a call of that tenant may be made, in order. Fails with NoToken where that is not before `deadline`. */
  take(tenant: string, deadline: number, signal: AbortSignal): Promise<Token>;
  /** The provider wants to hear nothing until then; resolves when all replicas can know. */
  pause(until: number): Promise<void>;
  /** The provider says what is left. */
  correct(remaining: number, resetAt: number): void;
  /** Whether nobody waits and nothing is held. */
  isIdle(): boolean;
}

const drainSeconds = 10;
/** What asking the store may take; no wait for a token. */
const askingMs = 500;

/**
 * createSharedQuota leases tokens of a quota that all replicas share in the state store, and spends them here. While the
 * store does not answer, each replica keeps the quota by itself.
 */
export function createSharedQuota(key: string, quota: Quota, deps: SharedQuotaDeps): SharedQuota {
  const { store, replica, log, settings } = deps;
  const queues = new Map<string, Waiter[]>();
  /** Tokens in hand, by tenant; until when, and as what they are counted. */
  let held = new Map<string, number>();
  let heldUntil = 0;
  let heldAt = 0;
  let spentLately = new Map<string, number>();
  let seen: QuotaRecord | undefined;
  let nextAt = 0;
  let moved: Move[] = [];
  let busy = false;
  let timer: NodeJS.Timeout | undefined;

  const lengthOf = (tenant: string) => queues.get(tenant)?.length ?? 0;

  function spendHeld(tenant: string): Token | undefined {
    const count = held.get(tenant) ?? 0;
    const sentAt = Date.now();
    if (count < 1 || heldUntil <= sentAt || (seen?.pausedUntil ?? 0) > sentAt) return undefined;
    held.set(tenant, count - 1);
    spentLately.set(tenant, (spentLately.get(tenant) ?? 0) + 1);
    const at = heldAt;
    return {
      arrived() {
        const to = arrivalOf(quota, sentAt, Date.now());
        if (to > at) moved.push({ from: at, to, count: 1 });
      },
      giveBack() {
        moved.push({ from: at, count: 1 });
        nextAt = Math.min(nextAt, Date.now());
        pump();
      },
    };
  }

  /** When the next one of a tenant would be served: whoever else waits has a turn in between. */
  function expectedAt(tenant: string): number {
    const now = Date.now();
    if (seen === undefined) return now;
    const others = new Set([
      ...queues.keys(),
      ...seen.waiting.filter(mark => mark.until > now).map(mark => mark.tenant),
    ]);
    others.delete(tenant);
    const back = moved.filter(({ to }) => to === undefined);
    return timeOf(withMoves(seen, back), quota, (lengthOf(tenant) + 1) * (others.size + 1), now);
  }

  async function change<R>(
    make: (record: QuotaRecord) => { record: QuotaRecord; result: R },
  ): Promise<R | undefined> {
    const changed = (
      stored: QuotaRecord | undefined,
    ): Change<QuotaRecord, { record: QuotaRecord; result: R }> => {
      const made = make(stored ?? emptyRecord());
      return { value: made.record, ttlSeconds: secondsOf(made.record, quota), result: made };
    };
    const made = await changeEntry(store, key, changed).catch((err: unknown) => {
      log.warn(
        { err },
        'quotas of providers are kept by this replica alone: the state store does not answer',
      );
      return changed(seen).result;
    });
    if (made) seen = made.record;
    return made?.result;
  }

  async function drawTokens(): Promise<void> {
    const unspent = sum(held.values());
    const moves = [...moved, ...(unspent > 0 ? [{ from: heldAt, count: unspent }] : [])];
    moved = [];
    held = new Map();
    const more = spentLately;
    spentLately = new Map();
    const drawn = await change<Drawn>(record => {
      const now = Date.now();
      const needs = new Map([...queues].map(([tenant, { length }]) => [tenant, length]));
      const result = draw(record, quota, { now, replica, needs, more, moved: moves });
      return { record: result.record, result };
    });
    // Others were always first: they have what there was.
    if (!drawn) return void (nextAt = Date.now() + 50);
    ({ nextAt } = drawn);
    heldUntil = drawn.until;
    heldAt = drawn.at;
    held = drawn.grants;
    for (const tenant of [...queues.keys()]) serve(tenant);
  }

  function serve(tenant: string): void {
    for (const waiter of [...(queues.get(tenant) ?? [])]) {
      const token = spendHeld(tenant);
      if (!token) break;
      queues.get(tenant)?.shift();
      waiter.go(token);
    }
    if (lengthOf(tenant) === 0) queues.delete(tenant);
  }

  function pump(): void {
    if (busy || queues.size === 0) return;
    const wait = nextAt - Date.now();
    clearTimeout(timer);
    if (wait > 0) {
      timer = setTimeout(pump, Math.min(wait, settings().longestWaitMs)).unref();
      return;
    }
    busy = true;
    void drawTokens().finally(() => {
      busy = false;
      pump();
    });
  }

  function wait(tenant: string, deadline: number, signal: AbortSignal): Promise<Token> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(limit);
        signal.removeEventListener('abort', abort);
      };
      const drop = (error: Error) => {
        const queue = (queues.get(tenant) ?? []).filter(each => each !== waiter);
        if (queue.length === 0) queues.delete(tenant);
        else queues.set(tenant, queue);
        waiter.refuse(error);
      };
      const waiter: Waiter = {
        go: token => {
          leave();
          resolve(token);
        },
        refuse: error => {
          leave();
          reject(error);
        },
      };
      const abort = () => drop(signal.reason instanceof Error ? signal.reason : new NoToken(0));
      const limit = setTimeout(
        () => drop(new NoToken(Math.max(0, expectedAt(tenant) - Date.now()))),
        Math.max(0, deadline - Date.now()),
      );
      signal.addEventListener('abort', abort, { once: true });
      queues.set(tenant, [...(queues.get(tenant) ?? []), waiter]);
      pump();
    });
  }

  return {
    take(tenant, deadline, signal) {
      const token = lengthOf(tenant) === 0 ? spendHeld(tenant) : undefined;
      if (token) return Promise.resolve(token);
      const { longestWaitMs, queue } = settings();
      const latest = Math.min(deadline, Date.now() + Math.max(longestWaitMs, askingMs));
      const expected = expectedAt(tenant);
      if (expected > latest || lengthOf(tenant) >= Math.max(1, queue))
        return Promise.reject(new NoToken(Math.max(expected - Date.now(), 1)));
      return wait(tenant, latest, signal);
    },
    async pause(until) {
      const paused = (record: QuotaRecord) => ({
        ...record,
        pausedUntil: Math.max(record.pausedUntil, until),
      });
      seen = paused(seen ?? emptyRecord());
      nextAt = Math.max(nextAt, until);
      await change(record => ({ record: paused(record), result: undefined }));
    },
    correct(remaining, resetAt) {
      const slack = Math.max(1, Math.floor(quota.requests / 50));
      if (seen === undefined || freeOf({ ...seen, pausedUntil: 0 }, quota, Date.now()) - remaining <= slack)
        return;
      void change(record => ({
        record: charge(record, quota, { remaining, resetAt, now: Date.now() }),
        result: undefined,
      }));
    },
    isIdle: () =>
      queues.size === 0 && !busy && heldUntil < Date.now() && (seen?.pausedUntil ?? 0) < Date.now(),
  };
}

function secondsOf(record: QuotaRecord, { windowMs }: Quota): number {
  const last = Math.max(record.pausedUntil, (record.spent.at(-1)?.[0] ?? 0) + windowMs);
  return Math.ceil((last - Date.now()) / 1_000) + drainSeconds;
}
