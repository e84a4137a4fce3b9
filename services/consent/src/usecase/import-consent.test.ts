import { after, day, noon, terms } from '../../test/make.ts';
import { callOf, createTestApp } from '../../test/test-app.ts';
import { createImportConsent, type ImportedConsent } from './import-consent.ts';

const iso = (days: number) => after(days * day).toISOString();

/** A consent that was given `from` days after noon, which may be before. */
const row = (legacyId: string, from: number, more: Partial<ImportedConsent> = {}): ImportedConsent => ({
  legacyId,
  workspace: 'wsp_one',
  endUserId: 'end-user-1',
  provider: 'slack',
  purposes: ['automation'],
  scopes: [legacyId],
  grantedAt: iso(from),
  expiresAt: iso(from + 365),
  grantedBy: 'import',
  ...more,
});

async function start() {
  const app = await createTestApp();
  const importing = <T>(work: (imports: ReturnType<typeof createImportConsent>) => Promise<T>) =>
    app.memory.change('wsp_one', change =>
      work(createImportConsent({ terms, change: async () => change, purposes: id => app.memory.own(id) })),
    );
  return {
    ...app,
    create: (one: ImportedConsent) => importing(({ create }) => create(one, app.time.now)),
    update: (id: string, one: ImportedConsent, before: { row: ImportedConsent; changed: boolean }) =>
      importing(({ update }) => update(id, one, before, app.time.now)),
    /** What is valid for a purpose: the scope of its consent, or why nothing is. */
    async valid(purpose: string): Promise<string> {
      for (const scope of ['a', 'b', 'c', 'd']) {
        const act = { endUserId: 'end-user-1', provider: 'slack', scopes: [scope], purpose };
        const verdict = await app.validateConsent(act, callOf());
        if (verdict.valid) return scope;
        if (verdict.reason !== 'scopeMissing') return verdict.reason;
      }
      return 'nothing';
    },
    history: async (id: string) =>
      (await app.getConsentHistory({ id, limit: 100, after: 0 }, callOf())).entries,
  };
}

describe('an imported consent', () => {
  it('holds as one that was granted here, at its own times, and nobody is told', async () => {
    const app = await start();
    const id = await app.create(row('a', -100));
    expect(await app.valid('automation')).toBe('a');
    const consent = await app.getConsent({ id }, callOf());
    expect(consent).toMatchObject({
      grantedAt: after(-100 * day),
      expiresAt: after(265 * day),
      grantedBy: 'import',
    });
    expect(app.memory.events).toEqual([]);
    expect(app.timers.due.size).toBe(0);
    const [granted] = await app.history(id);
    expect(granted).toMatchObject({
      action: 'granted',
      at: after(-100 * day),
      details: { imported: noon.toISOString() },
    });
    expect((await app.verifyLedger(callOf())).valid).toBe(true);
    expect(await app.getReceipt({ id }, callOf())).toMatch(/^ey/);
  });

  it.each<[string, Partial<ImportedConsent>, string, string[]]>([
    ['withdrawn', { revokedAt: iso(-50), revokeReason: 'moved' }, 'revoked', ['granted', 'revoked']],
    ['over', { expiresAt: iso(-1) }, 'expired', ['granted', 'expired']],
    [
      'withdrawn after it was over',
      { expiresAt: iso(-60), revokedAt: iso(-50) },
      'revoked',
      ['granted', 'revoked'],
    ],
  ])('that is %s is so here, with its end on record', async (_name, more, verdict, actions) => {
    const app = await start();
    const id = await app.create(row('a', -100, more));
    expect(await app.valid('automation')).toBe(verdict);
    expect((await app.history(id)).map(({ action }) => action)).toEqual(actions);
    expect(app.memory.events).toEqual([]);
    expect(await app.expireOverdueConsents()).toBe(0);
  });

  it.each<[string, Partial<ImportedConsent>, string]>([
    ['has a reason for no withdrawal', { revokeReason: 'moved' }, 'revokeReason'],
    ['is from the future', { grantedAt: iso(1) }, 'grantedAt'],
    ['was withdrawn before it was given', { revokedAt: iso(-101) }, 'revokedAt'],
    ['will be withdrawn', { revokedAt: iso(1) }, 'revokedAt'],
    ['ended before it began', { expiresAt: iso(-101) }, 'expiresAt'],
    ['holds for ever', { expiresAt: iso(5_000) }, 'expiresAt'],
    ['is for no purpose of the workspace', { purposes: ['spam'] }, 'purposes.0'],
    ['names no provider', { provider: 'No Provider' }, 'provider'],
  ])('that %s is refused', async (_name, more, path) => {
    const app = await start();
    await expect(app.create(row('a', -100, more))).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
      fields: [expect.objectContaining({ path })],
    });
    expect((await app.verifyLedger(callOf())).entries).toBe(0);
  });

  const history = [
    row('a', -90, { purposes: ['automation', 'mail'] }),
    row('b', -60, { purposes: ['analytics', 'automation'], revokedAt: iso(-10) }),
    row('c', -30, { purposes: ['mail'] }),
    row('d', -20, { purposes: ['analytics'], expiresAt: iso(-5) }),
  ];
  const orders = [
    [0, 1, 2, 3], [3, 2, 1, 0], [1, 0, 3, 2], [2, 3, 0, 1], [0, 3, 1, 2], [3, 0, 2, 1], [2, 0, 1, 3], [1, 3, 0, 2],
  ]; // prettier-ignore

  it.each(orders.map(order => [order]))('stands by its time, in whatever order it comes: %j', async order => {
    const app = await start();
    for (const at of order) await app.create(history[at]!);
    expect([await app.valid('automation'), await app.valid('mail'), await app.valid('analytics')]).toEqual([
      'revoked',
      'c',
      'expired',
    ]);
    expect((await app.verifyLedger(callOf())).valid).toBe(true);
    expect(app.memory.events).toEqual([]);
  });

  it('does not take back what was granted here since', async () => {
    const app = await start();
    const now = await app.grantConsent(
      { endUserId: 'end-user-1', provider: 'slack', purposes: ['automation'], scopes: ['b'] },
      callOf(),
    );
    const old = await app.create(row('a', -100, { purposes: ['automation', 'mail'] }));
    expect([await app.valid('automation'), await app.valid('mail')]).toEqual(['b', 'a']);
    expect(await app.getConsent({ id: old }, callOf())).toMatchObject({ purposes: ['mail'] });
    const [, superseded] = await app.history(old);
    expect(superseded).toMatchObject({
      action: 'superseded',
      at: noon,
      details: { by: now.id, purposes: ['automation'] },
    });
  });

  it('counts in the compliance report as if it had always been here', async () => {
    const app = await start();
    for (const at of [3, 1, 0, 2]) await app.create(history[at]!);
    const period = { from: after(-360 * day), to: after(day) };
    expect(await app.reportCompliance(period, callOf())).toMatchObject([
      { purpose: 'analytics', granted: 2, active: 0 },
      { purpose: 'automation', granted: 2, revoked: 1, active: 0 },
      { purpose: 'mail', granted: 2, active: 1 },
    ]);
  });
});

describe('a later file', () => {
  it('withdraws what was withdrawn meanwhile, and that is told', async () => {
    const app = await start();
    const before = row('a', -100);
    const id = await app.create(before);
    app.time.now = after(day);
    const withdrawn = { ...before, revokedAt: iso(0.5), revokeReason: 'by mail' };
    expect(await app.update(id, withdrawn, { row: before, changed: false })).toBe('updated');
    expect(await app.valid('automation')).toBe('revoked');
    expect(app.memory.events).toMatchObject([{ type: 'consent.revoked', subject: id, time: iso(0.5) }]);
    expect((await app.verifyLedger(callOf())).valid).toBe(true);
  });

  it('changes nothing else, and nothing that was decided here', async () => {
    const app = await start();
    const before = row('a', -100);
    const id = await app.create(before);
    const stored = { row: before, changed: false };
    await expect(app.update(id, { ...before, scopes: ['more'] }, stored)).rejects.toMatchObject({
      fields: [{ path: 'scopes', message: 'is another than that of the first import' }],
    });
    await expect(app.update(id, { ...before, revokedAt: iso(3) }, stored)).rejects.toMatchObject({
      fields: [{ path: 'revokedAt', message: 'must lie between grantedAt and now' }],
    });
    await app.revokeConsent({ id }, callOf());
    const events = app.memory.events.length;
    expect(await app.update(id, { ...before, revokedAt: iso(-1) }, { ...stored, changed: true })).toBe(
      'kept',
    );
    expect(await app.update(id, before, { row: { ...before, revokedAt: iso(0) }, changed: true })).toBe(
      'kept',
    );
    expect(app.memory.events).toHaveLength(events);
  });
});
