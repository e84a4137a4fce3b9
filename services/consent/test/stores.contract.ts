import { newEvent } from '@neighbourhood/shared/events/cloud-event';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type Consent, expire, revoke, supersede } from '../src/domain/consent.ts';
import type { ConsentStore } from '../src/domain/consent-store.ts';
import { grantedFact } from '../src/domain/facts.ts';
import type { Grant } from '../src/domain/grant-consent.ts';
import { emptyHead, type Entry, verify } from '../src/domain/ledger.ts';
import type { LedgerStore } from '../src/domain/ledger-store.ts';
import type { PurposeStore } from '../src/domain/purpose-store.ts';
import { aConsent, after, day, noon } from './make.ts';

/** Stores is one implementation of all ports, and a look at the events that it keeps for sending. */
export interface Stores {
  store: ConsentStore;
  ledger: LedgerStore;
  purposes: PurposeStore;
  announced(workspaceId: string): Promise<string[]>;
}

/** storesContract is what every implementation of ConsentStore, LedgerStore and PurposeStore has to keep. */
export function storesContract(name: string, open: () => Promise<Stores>): void {
  let stores: Stores;
  let workspaceId: string;

  beforeAll(async () => {
    stores = await open();
  });
  beforeEach(() => {
    workspaceId = newId('wsp');
  });

  const make = (overrides: Partial<Grant> = {}, at = noon) => aConsent({ workspaceId, ...overrides }, at);

  async function add(consent: Consent): Promise<Consent> {
    await stores.store.change(consent.workspaceId, async change => {
      await change.add(consent);
      await change.record(grantedFact(consent));
    });
    return consent;
  }

  const entriesOf = (workspace: string) =>
    stores.ledger.read(workspace, async ({ entries }) => {
      const all: Entry[] = [];
      for await (const entry of entries) all.push(entry);
      return all;
    });

  describe(`${name} keeps consents`, () => {
    it('and returns them as they were added', async () => {
      const full = await add(
        make({
          purposes: ['automation', 'analytics'],
          notice: { version: '1', url: 'https://a.example', language: 'en' },
          evidence: { form: 'checkbox', count: 1.5, nested: [{ ok: true }, null] },
          idempotencyKey: 'once',
        }),
      );
      const bare = await add(make());
      await expect(stores.store.find(workspaceId, full.id)).resolves.toEqual(full);
      await expect(stores.store.find(workspaceId, bare.id)).resolves.toEqual(bare);
    });

    it('and finds nothing of another workspace', async () => {
      const other = await add(make({ workspaceId: newId('wsp'), idempotencyKey: 'once' }));
      await expect(stores.store.find(workspaceId, other.id)).resolves.toBeUndefined();
      await expect(stores.store.standings(workspaceId, other.endUserId, other.provider)).resolves.toEqual([]);
      await expect(stores.store.list(workspaceId, {}, { limit: 9 }, noon)).resolves.toEqual([]);
      await expect(stores.ledger.history(workspaceId, other.id, { limit: 9, after: 0 })).resolves.toEqual([]);
      await stores.store.change(workspaceId, async change => {
        expect(await change.find(other.id)).toBeUndefined();
        expect(await change.findByIdempotencyKey(other.grantedBy, 'once')).toBeUndefined();
        expect(await change.holders(make())).toEqual([]);
        await change.update(revoke(other, noon));
      });
      await expect(stores.store.find(other.workspaceId, other.id)).resolves.toEqual(other);
    });

    it('and lets the newest one decide for each of its purposes', async () => {
      const older = await add(make({ purposes: ['analytics', 'automation'] }));
      const newer = make({ scopes: ['other'] }, after(1));
      await stores.store.change(workspaceId, async change => {
        expect(await change.holders(newer)).toEqual([older]);
        await change.update(supersede(older, newer));
        await change.add(newer);
        expect(await change.holders(newer)).toEqual([newer]);
      });
      const standings = await stores.store.standings(workspaceId, newer.endUserId, newer.provider);
      expect(Object.fromEntries(standings.map(({ purpose, consentId }) => [purpose, consentId]))).toEqual({
        analytics: older.id,
        automation: newer.id,
      });
      expect(standings.find(({ purpose }) => purpose === 'automation')).toMatchObject({
        scopes: ['other'],
        expiresAt: newer.expiresAt,
      });
      await expect(stores.store.find(workspaceId, older.id)).resolves.toMatchObject({
        purposes: ['analytics'],
      });
    });

    it('and shows an end at once', async () => {
      const consent = await add(make());
      const revoked = revoke(consent, after(1), 'enough');
      await stores.store.change(workspaceId, change => change.update(revoked));
      await expect(stores.store.find(workspaceId, consent.id)).resolves.toEqual(revoked);
      await expect(
        stores.store.standings(workspaceId, consent.endUserId, consent.provider),
      ).resolves.toMatchObject([{ end: { cause: 'revoked', at: after(1), reason: 'enough' } }]);
    });

    it('and finds a grant by its caller and idempotency key', async () => {
      const consent = await add(make({ idempotencyKey: 'once', grantedBy: 'key_one' }));
      await stores.store.change(workspaceId, async change => {
        expect(await change.findByIdempotencyKey('key_one', 'once')).toEqual(consent);
        expect(await change.findByIdempotencyKey('key_two', 'once')).toBeUndefined();
      });
    });

    it('and lists them newest first, by page and filter', async () => {
      const one = await add(make({ endUserId: 'a' }));
      const two = await add(make({ endUserId: 'b', provider: 'github', expiresAt: after(day) }));
      const three = await add(make({ endUserId: 'b' }));
      await stores.store.change(workspaceId, change => change.update(revoke(three, noon)));
      const idsOf = async (
        filter: object,
        page: { limit: number; before?: string } = { limit: 9 },
        now = after(day),
      ) => (await stores.store.list(workspaceId, filter, page, now)).map(({ id }) => id);
      await expect(idsOf({})).resolves.toEqual([three.id, two.id, one.id]);
      await expect(idsOf({}, { limit: 2 })).resolves.toEqual([three.id, two.id]);
      await expect(idsOf({}, { limit: 2, before: two.id })).resolves.toEqual([one.id]);
      await expect(idsOf({ endUserId: 'b' })).resolves.toEqual([three.id, two.id]);
      await expect(idsOf({ endUserId: 'b', provider: 'github' })).resolves.toEqual([two.id]);
      await expect(idsOf({ status: 'active' })).resolves.toEqual([one.id]);
      await expect(idsOf({ status: 'active' }, { limit: 9 }, noon)).resolves.toEqual([two.id, one.id]);
      await expect(idsOf({ status: 'expired' })).resolves.toEqual([two.id]);
      await expect(idsOf({ status: 'revoked', endUserId: 'b' })).resolves.toEqual([three.id]);
    });

    it('and finds the overdue ones until their expiry is on record', async () => {
      const consent = await add(make({ expiresAt: after(day) }));
      const overdueAt = async (now: Date) =>
        (await stores.store.overdue(now, 1000)).filter(found => found.workspaceId === workspaceId);
      await expect(overdueAt(after(day - 1))).resolves.toEqual([]);
      await expect(overdueAt(after(day))).resolves.toEqual([consent]);
      await stores.store.change(workspaceId, change => change.update(expire(consent, after(day))!));
      await expect(overdueAt(after(day))).resolves.toEqual([]);
    });
  });

  describe(`${name} changes all or nothing`, () => {
    it('and leaves no trace of a change that failed', async () => {
      const consent = make();
      const failing = stores.store.change(workspaceId, async change => {
        await change.add(consent);
        await change.record(grantedFact(consent));
        await change.announce(newEvent({ type: 'consent.granted', source: '/test', workspaceId, data: {} }));
        throw new Error('on purpose');
      });
      await expect(failing).rejects.toThrow('on purpose');
      await expect(stores.store.find(workspaceId, consent.id)).resolves.toBeUndefined();
      await expect(entriesOf(workspaceId)).resolves.toEqual([]);
      await expect(stores.announced(workspaceId)).resolves.toEqual([]);
    });

    it('and keeps the announced events of one that succeeded', async () => {
      const event = newEvent({ type: 'consent.granted', source: '/test', workspaceId, data: {} });
      await stores.store.change(workspaceId, change => change.announce(event));
      await expect(stores.announced(workspaceId)).resolves.toEqual([event.id]);
    });

    it('and one after the other: 50 at once make one unbroken chain', async () => {
      await Promise.all(Array.from({ length: 50 }, (_, index) => add(make({ endUserId: `user-${index}` }))));
      const seqs = (await entriesOf(workspaceId)).map(({ seq }) => seq);
      expect(seqs).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
      const verification = await stores.ledger.read(workspaceId, chain => verify(chain, new Map()));
      expect(verification).toMatchObject({ valid: true, entries: 50 });
    });
  });

  describe(`${name} keeps the ledger`, () => {
    it('with several entries of one change in order, page by page', async () => {
      const consent = make();
      await stores.store.change(workspaceId, async change => {
        for (let index = 0; index < 3; index++) await change.record(grantedFact(consent));
      });
      await add(make());
      const seqsAfter = async (seq: number, limit = 2) =>
        (await stores.ledger.history(workspaceId, consent.id, { limit, after: seq })).map(entry => entry.seq);
      await expect(seqsAfter(0)).resolves.toEqual([1, 2]);
      await expect(seqsAfter(2)).resolves.toEqual([3]);
    });

    it('of each workspace apart, from an empty one on', async () => {
      await add(make());
      const head = await stores.ledger.read(newId('wsp'), async chain => chain.head);
      expect(head).toEqual(emptyHead);
      const elsewhere = make({ workspaceId: newId('wsp') });
      await add(elsewhere);
      await expect(entriesOf(elsewhere.workspaceId)).resolves.toMatchObject([
        { seq: 1, previousHash: emptyHead.hash },
      ]);
    });

    it('with checkpoints, newest first, and knows which chains grew since', async () => {
      const unsigned = async () =>
        (await stores.ledger.unsigned(1000)).filter(head => head.workspaceId === workspaceId);
      const sign = async () => {
        const [head] = await unsigned();
        await stores.ledger.addCheckpoint({ ...head!, at: noon, signature: `signed ${head!.seq}` });
      };
      await expect(unsigned()).resolves.toEqual([]);
      await add(make());
      await sign();
      await expect(unsigned()).resolves.toEqual([]);
      await add(make({ endUserId: 'another' }));
      await sign();
      const listed = await stores.ledger.checkpoints(workspaceId, { limit: 9 });
      expect(listed.map(({ seq }) => seq)).toEqual([2, 1]);
      await expect(stores.ledger.checkpoints(workspaceId, { limit: 9, before: 2 })).resolves.toEqual([
        listed[1],
      ]);
      await expect(stores.ledger.checkpoints(workspaceId, { limit: 1 })).resolves.toEqual([listed[0]]);
      const inChain = await stores.ledger.read(workspaceId, async ({ checkpoints }) =>
        checkpoints.map(({ seq }) => seq),
      );
      expect(inChain.sort()).toEqual([1, 2]);
    });

    it('and takes no second checkpoint of the same head', async () => {
      await add(make());
      const { hash } = (await entriesOf(workspaceId))[0]!;
      await stores.ledger.addCheckpoint({ workspaceId, seq: 1, hash, at: noon, signature: 'first' });
      await stores.ledger.addCheckpoint({ workspaceId, seq: 1, hash, at: noon, signature: 'second' });
      await expect(stores.ledger.checkpoints(workspaceId, { limit: 9 })).resolves.toMatchObject([
        { signature: 'first' },
      ]);
    });
  });

  describe(`${name} keeps purposes`, () => {
    const purpose = (id: string) => ({ id, title: id.toUpperCase(), description: '' });

    it('and replaces the whole list, of one workspace', async () => {
      await stores.purposes.replace(workspaceId, [purpose('analytics'), purpose('mail')]);
      await stores.purposes.replace(workspaceId, [purpose('mail')]);
      await expect(stores.purposes.own(workspaceId)).resolves.toEqual([purpose('mail')]);
      await expect(stores.purposes.own(newId('wsp'))).resolves.toEqual([]);
      await stores.purposes.replace(workspaceId, []);
      await expect(stores.purposes.own(workspaceId)).resolves.toEqual([]);
    });

    it('and knows which of them active consents are for', async () => {
      const consent = await add(make({ purposes: ['analytics', 'mail'], expiresAt: after(day) }));
      const inUse = (now: Date) => stores.purposes.inUse(workspaceId, ['mail', 'analytics', 'other'], now);
      await expect(inUse(noon)).resolves.toEqual(['analytics', 'mail']);
      await expect(inUse(after(day))).resolves.toEqual([]);
      await expect(stores.purposes.inUse(newId('wsp'), ['mail'], noon)).resolves.toEqual([]);
      await stores.store.change(workspaceId, change => change.update(revoke(consent, noon)));
      await expect(inUse(noon)).resolves.toEqual([]);
    });
  });
}
