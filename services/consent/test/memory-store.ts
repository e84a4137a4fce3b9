import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import type { Change, ConsentStore } from '../src/domain/consent-store.ts';
import { type Consent, statusOf } from '../src/domain/consent.ts';
import { type Checkpoint, emptyHead, type Entry, link } from '../src/domain/ledger.ts';
import type { Purpose } from '../src/domain/purpose.ts';
import type { PurposeStore } from '../src/domain/purpose-store.ts';
import type { LedgerStore } from '../src/domain/ledger-store.ts';

/** MemoryStore is all stores for tests of use cases; it shows the events that it was told to announce. */
export interface MemoryStore extends ConsentStore, LedgerStore, PurposeStore {
  readonly events: readonly CloudEvent[];
}

interface Data {
  consents: Map<string, Consent>;
  /** Which consent decides, by `workspace|end user|provider|purpose`. */
  deciding: Map<string, string>;
  entries: Entry[];
  events: CloudEvent[];
}

/** createMemoryStore keeps the promises of all stores, as their contract suites show. */
export function createMemoryStore(): MemoryStore {
  let data: Data = { consents: new Map(), deciding: new Map(), entries: [], events: [] };
  let queue: Promise<unknown> = Promise.resolve();
  let signed: Checkpoint[] = [];
  const purposes = new Map<string, readonly Purpose[]>();

  const consentsOf = (workspaceId: string) =>
    [...data.consents.values()].filter(consent => consent.workspaceId === workspaceId);
  const entriesOf = (workspaceId: string) => data.entries.filter(entry => entry.workspaceId === workspaceId);
  const headOf = (workspaceId: string) => {
    const { seq, hash } = entriesOf(workspaceId).at(-1) ?? emptyHead;
    return { seq, hash };
  };
  const signedOf = (workspaceId: string) =>
    signed.filter(checkpoint => checkpoint.workspaceId === workspaceId);

  return {
    get events() {
      return data.events;
    },

    async standings(workspaceId, endUserId, provider) {
      return [...data.deciding].flatMap(([key, consentId]) => {
        const purpose = key.split('|')[3] ?? '';
        const consent = data.consents.get(consentId);
        if (!consent || key !== keyOf({ workspaceId, endUserId, provider }, purpose)) return [];
        const { scopes, expiresAt, end } = consent;
        return [{ consentId, purpose, scopes, expiresAt, ...(end ? { end } : {}) }];
      });
    },

    async find(workspaceId, id) {
      return consentsOf(workspaceId).find(consent => consent.id === id);
    },

    async list(workspaceId, { endUserId, provider, status }, { limit, before }, now) {
      return consentsOf(workspaceId)
        .filter(consent => endUserId === undefined || consent.endUserId === endUserId)
        .filter(consent => provider === undefined || consent.provider === provider)
        .filter(consent => status === undefined || statusOf(consent, now) === status)
        .filter(consent => before === undefined || consent.id < before)
        .sort((one, other) => (one.id < other.id ? 1 : -1))
        .slice(0, limit);
    },

    async overdue(now, limit) {
      return [...data.consents.values()]
        .filter(({ end, expiresAt }) => !end && expiresAt <= now)
        .slice(0, limit);
    },

    async change(workspaceId, work) {
      const turn = queue.then(async () => {
        const draft: Data = {
          consents: new Map(data.consents),
          deciding: new Map(data.deciding),
          entries: [...data.entries],
          events: [...data.events],
        };
        const result = await work(createMemoryChange(draft, workspaceId));
        data = draft;
        return result;
      });
      queue = turn.catch(() => undefined);
      return turn;
    },

    async own(workspaceId) {
      return [...(purposes.get(workspaceId) ?? [])];
    },

    async replace(workspaceId, list) {
      purposes.set(workspaceId, list);
    },

    async inUse(workspaceId, ids, now) {
      const active = consentsOf(workspaceId).filter(consent => statusOf(consent, now) === 'active');
      return ids.filter(id => active.some(consent => consent.purposes.includes(id))).sort();
    },

    async history(workspaceId, consentId, { limit, after }) {
      return entriesOf(workspaceId)
        .filter(entry => entry.consentId === consentId && entry.seq > after)
        .slice(0, limit);
    },

    async read(workspaceId, use) {
      const entries = streamOf(entriesOf(workspaceId));
      return use({ entries, head: headOf(workspaceId), checkpoints: signedOf(workspaceId) });
    },

    async checkpoints(workspaceId, { limit, before }) {
      return signedOf(workspaceId)
        .filter(({ seq }) => before === undefined || seq < before)
        .sort((one, other) => other.seq - one.seq)
        .slice(0, limit);
    },

    async unsigned(limit) {
      const workspaces = [...new Set(data.entries.map(entry => entry.workspaceId))];
      return workspaces
        .map(workspaceId => ({ workspaceId, ...headOf(workspaceId) }))
        .filter(({ workspaceId, seq }) => !signedOf(workspaceId).some(checkpoint => checkpoint.seq >= seq))
        .slice(0, limit);
    },

    async addCheckpoint(checkpoint) {
      if (!signedOf(checkpoint.workspaceId).some(({ seq }) => seq === checkpoint.seq))
        signed = [...signed, checkpoint];
    },
  };
}

function createMemoryChange(draft: Data, workspaceId: string): Change {
  const own = () => [...draft.consents.values()].filter(consent => consent.workspaceId === workspaceId);
  return {
    find: async id => own().find(consent => consent.id === id),
    findByIdempotencyKey: async (grantedBy, key) =>
      own().find(consent => consent.grantedBy === grantedBy && consent.idempotencyKey === key),
    async holders(newer) {
      const ids = new Set(newer.purposes.map(purpose => draft.deciding.get(keyOf(newer, purpose))));
      return own().filter(consent => ids.has(consent.id));
    },
    async add(consent, decides = consent.purposes) {
      draft.consents.set(consent.id, consent);
      for (const purpose of decides) draft.deciding.set(keyOf(consent, purpose), consent.id);
    },
    async update({ id, purposes, end }) {
      const consent = own().find(candidate => candidate.id === id);
      if (consent) draft.consents.set(id, { ...consent, purposes, ...(end ? { end } : {}) });
    },
    async record(fact) {
      const head = draft.entries.filter(entry => entry.workspaceId === workspaceId).at(-1) ?? emptyHead;
      draft.entries.push(link(workspaceId, head, fact));
    },
    async announce(event) {
      draft.events.push(event);
    },
  };
}

function keyOf(whose: Pick<Consent, 'workspaceId' | 'endUserId' | 'provider'>, purpose: string): string {
  return [whose.workspaceId, whose.endUserId, whose.provider, purpose].join('|');
}

async function* streamOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
