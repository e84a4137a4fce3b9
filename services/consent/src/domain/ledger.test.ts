import { noon } from '../../test/make.ts';
import { emptyHead, type Entry, type Fact, hashOf, link, verify } from './ledger.ts';

const fact = (consentId: string): Fact => ({
  consentId,
  action: 'granted',
  at: noon,
  actor: 'key_one',
  details: { n: 1, a: ['x'] },
});

function chainOf(length: number): Entry[] {
  const entries: Entry[] = [];
  for (let seq = 1; seq <= length; seq++)
    entries.push(link('wsp_one', entries.at(-1) ?? emptyHead, fact(`cns_${seq}`)));
  return entries;
}

async function* streamOf(entries: Entry[]): AsyncGenerator<Entry> {
  yield* entries;
}

const check = (entries: Entry[], head = entries.at(-1) ?? emptyHead, anchors = new Map<number, string>()) =>
  verify({ entries: streamOf(entries), head: { seq: head.seq, hash: head.hash } }, anchors);

describe('the ledger', () => {
  it('is valid as it was written, also when empty', async () => {
    const chain = chainOf(5);
    const { seq, hash } = chain[4]!;
    await expect(check(chain)).resolves.toEqual({ valid: true, entries: 5, head: { seq, hash } });
    await expect(check([])).resolves.toEqual({ valid: true, entries: 0, head: emptyHead });
  });

  it('has hashes that do not depend on the order of keys', () => {
    const { hash, ...entry } = link('wsp_one', emptyHead, fact('cns_1'));
    expect(hashOf({ ...entry, details: { a: ['x'], n: 1 } })).toBe(hash);
  });

  it('has hashes that anybody can recompute from canonical JSON', () => {
    expect(link('wsp_one', emptyHead, fact('cns_1')).hash).toBe(
      '1389f42a9a085c4a2deb72957761d0a11cd822ba48834379104ea668bdbfde9f',
    );
  });

  it.each<[string, (entry: Entry) => Entry]>([
    ['details', entry => ({ ...entry, details: { n: 2, a: ['x'] } })],
    ['time', entry => ({ ...entry, at: new Date(noon.getTime() + 1) })],
    ['action', entry => ({ ...entry, action: 'revoked' })],
    ['actor', entry => ({ ...entry, actor: 'key_two' })],
    ['consent', entry => ({ ...entry, consentId: 'cns_other' })],
    ['hash', entry => ({ ...entry, hash: 'f'.repeat(64) })],
    ['previous hash', entry => ({ ...entry, previousHash: 'f'.repeat(64) })],
  ])('shows the entry whose %s was edited', async (_what, edit) => {
    const chain = chainOf(5).map(entry => (entry.seq === 3 ? edit(entry) : entry));
    await expect(check(chain)).resolves.toMatchObject({ valid: false, entries: 2, firstBadEntry: 3 });
  });

  it('shows the entry after one that was edited and hashed anew', async () => {
    const chain = chainOf(5).map(entry =>
      entry.seq === 3 ? link('wsp_one', { seq: 2, hash: entry.previousHash }, fact('cns_x')) : entry,
    );
    await expect(check(chain)).resolves.toMatchObject({ valid: false, firstBadEntry: 4 });
  });

  it('shows where entries are missing: at the start, within and at the end', async () => {
    const chain = chainOf(5);
    const head = chain[4]!;
    await expect(check(chain.slice(1), head)).resolves.toMatchObject({ firstBadEntry: 1 });
    await expect(check([...chain.slice(0, 2), ...chain.slice(3)], head)).resolves.toMatchObject({
      firstBadEntry: 3,
    });
    await expect(check(chain.slice(0, 4), head)).resolves.toMatchObject({ firstBadEntry: 5 });
  });

  it('shows a head that was set back or edited', async () => {
    const chain = chainOf(5);
    await expect(check(chain, chain[2])).resolves.toMatchObject({ firstBadEntry: 4 });
    await expect(check(chain, { ...chain[4]!, hash: 'f'.repeat(64) })).resolves.toMatchObject({
      firstBadEntry: 5,
    });
  });

  it('shows a chain that was rewritten under a checkpoint, or cut below it, even with a fitting head', async () => {
    const anchors = new Map([[4, chainOf(4)[3]!.hash]]);
    const rewritten = chainOf(0);
    for (let seq = 1; seq <= 5; seq++)
      rewritten.push(link('wsp_one', rewritten.at(-1) ?? emptyHead, fact(`cns_new_${seq}`)));
    await expect(check(chainOf(5), undefined, anchors)).resolves.toMatchObject({ valid: true });
    await expect(check(rewritten, undefined, anchors)).resolves.toMatchObject({
      valid: false,
      firstBadEntry: 4,
    });
    await expect(check(chainOf(3), undefined, anchors)).resolves.toMatchObject({
      valid: false,
      firstBadEntry: 4,
    });
  });
});
