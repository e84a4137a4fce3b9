import { callOf, createTestApp, request } from './test-app.ts';
import { openTestDatabase } from './test-database.ts';

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let app: Awaited<ReturnType<typeof createTestApp>>;

beforeAll(async () => {
  database = await openTestDatabase();
  app = await createTestApp(database);
});
afterAll(() => database.pool.end());

/** A workspace whose chain has ten entries. */
async function chainOfTen(workspaceId: string) {
  const call = callOf({ workspaceId });
  for (let index = 0; index < 10; index++)
    await app.grantConsent({ ...request, endUserId: `user-${index}` }, call);
  return call;
}

/** What a superuser can do who switches the triggers off. */
async function asSuperuser(sql: string, values: unknown[]): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query("SET session_replication_role = 'replica'");
    const { rowCount } = await client.query(sql, values);
    expect(rowCount).toBeGreaterThan(0);
  } finally {
    client.release(true);
  }
}

describe('the tables of the ledger', () => {
  it.each([
    ['UPDATE ledger SET actor = actor'],
    ['DELETE FROM ledger'],
    ['TRUNCATE ledger'],
    ['UPDATE ledger_checkpoints SET hash = hash'],
    ['DELETE FROM ledger_checkpoints'],
    ['TRUNCATE ledger_checkpoints'],
  ])('refuse %s', async sql => {
    await expect(database.pool.query(sql)).rejects.toThrow('append-only');
  });
});

describe('tampering by a superuser', () => {
  it.each<[string, string, string, number]>([
    [
      'edited details',
      'wsp_a',
      `UPDATE ledger SET details = jsonb_set(details, '{scopes}', '["admin"]') WHERE workspace_id = $1 AND seq = 4`,
      4,
    ],
    [
      'an edited time',
      'wsp_b',
      `UPDATE ledger SET at = at + interval '1 millisecond' WHERE workspace_id = $1 AND seq = 7`,
      7,
    ],
    ['an edited actor', 'wsp_c', `UPDATE ledger SET actor = 'key_x' WHERE workspace_id = $1 AND seq = 1`, 1],
    ['a deleted entry', 'wsp_d', 'DELETE FROM ledger WHERE workspace_id = $1 AND seq = 5', 5],
    ['a cut end', 'wsp_e', 'DELETE FROM ledger WHERE workspace_id = $1 AND seq > 8', 9],
    ['a moved entry', 'wsp_f', 'UPDATE ledger SET seq = 11 WHERE workspace_id = $1 AND seq = 3', 3],
    [
      'a head set back',
      'wsp_g',
      'UPDATE ledger_heads h SET seq = 6, hash = (SELECT hash FROM ledger l WHERE l.workspace_id = h.workspace_id AND l.seq = 6) WHERE workspace_id = $1',
      7,
    ],
  ])('%s is found at the right entry', async (_what, workspaceId, sql, firstBadEntry) => {
    const call = await chainOfTen(workspaceId);
    await expect(app.verifyLedger(call)).resolves.toMatchObject({ valid: true, entries: 10 });
    await asSuperuser(sql, [workspaceId]);
    await expect(app.verifyLedger(call)).resolves.toMatchObject({
      valid: false,
      entries: firstBadEntry - 1,
      firstBadEntry,
    });
  });

  it('a cut end whose head was set back too is found by the checkpoint', async () => {
    const call = await chainOfTen('wsp_h');
    await app.checkpointLedgers();
    await asSuperuser('DELETE FROM ledger WHERE workspace_id = $1 AND seq > 6', ['wsp_h']);
    await asSuperuser(
      'UPDATE ledger_heads SET seq = 6, hash = (SELECT hash FROM ledger WHERE workspace_id = $1 AND seq = 6) WHERE workspace_id = $1',
      ['wsp_h'],
    );
    await expect(app.verifyLedger(call)).resolves.toMatchObject({ valid: false, firstBadEntry: 7 });
  });

  it('does not touch the verdict on other workspaces', async () => {
    const call = await chainOfTen('wsp_i');
    await expect(app.verifyLedger(call)).resolves.toMatchObject({ valid: true, entries: 10 });
  });
});

describe('the chain under load', () => {
  it('stays unbroken over 50 parallel grants and revocations of the same end user', async () => {
    const call = callOf({ workspaceId: 'wsp_load' });
    const granted = await Promise.all(Array.from({ length: 50 }, () => app.grantConsent(request, call)));
    const outcomes = await Promise.allSettled(granted.map(({ id }) => app.revokeConsent({ id }, call)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    // 50 grants, 49 of them superseded by the next, the last revoked.
    await expect(app.verifyLedger(call)).resolves.toMatchObject({ valid: true, entries: 100 });
    await expect(app.validateConsent(request, call)).resolves.toMatchObject({ reason: 'revoked' });
  });

  it('grants once when the same idempotency key arrives 20 times at once', async () => {
    const call = callOf({ workspaceId: 'wsp_same', idempotencyKey: 'once' });
    const granted = await Promise.all(Array.from({ length: 20 }, () => app.grantConsent(request, call)));
    expect(new Set(granted.map(({ id }) => id)).size).toBe(1);
    await expect(app.verifyLedger(call)).resolves.toMatchObject({ valid: true, entries: 1 });
  });

  it('verifies more entries than it reads at once', async () => {
    const call = callOf({ workspaceId: 'wsp_long' });
    await database.store.change('wsp_long', async change => {
      const fact = {
        consentId: 'cns_x',
        action: 'granted' as const,
        at: new Date(),
        actor: 'system',
        details: {},
      };
      for (let index = 0; index < 2100; index++) await change.record(fact);
    });
    await expect(app.verifyLedger(call)).resolves.toMatchObject({ valid: true, entries: 2100 });
  });
});
