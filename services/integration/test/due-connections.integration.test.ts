import { newId } from '@neighbourhood/shared/ids/typed-id';
import { migrate } from '@neighbourhood/shared/database/migrate';
import { createPool, type Pool } from '@neighbourhood/shared/database/pool';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { createPostgresAccountConnections } from '../src/repository/postgres-account-connections.ts';
import { createPostgresDueConnections } from '../src/repository/postgres-due-connections.ts';

let pool: Pool;
beforeAll(async () => {
  pool = createPool({ connectionString: (await testPostgres()).url, log: silentLog });
  await migrate(pool, new URL('../migrations/', import.meta.url), silentLog);
});
afterAll(() => pool.end());

const workspaceId = newId('wsp');

/** Times are seconds ago. */
async function addConnection({
  checked = 1_000,
  used = undefined as number | undefined,
  provider = 'p',
  status = 'active',
  endUserId = 'ann',
  accountId = newId('con'),
} = {}): Promise<string> {
  const id = newId('con');
  await pool.query(
    `INSERT INTO connections (id, workspace_id, provider, end_user_id, status, scopes, account_id, connected_at, checked_at, last_used_at)
     VALUES ($1, $2, $3, $4, $5, '{}', $6, now(), now() - $7 * interval '1 second', now() - $8::float8 * interval '1 second')`,
    [id, workspaceId, provider, endUserId, status, accountId, checked, used ?? null],
  );
  return id;
}

describe('connections that are due', () => {
  beforeEach(() => pool.query('TRUNCATE connections CASCADE'));
  const due = () => createPostgresDueConnections(pool);
  const rule = { limit: 10, perMinute: 100, intervals: new Map([['slow', 600]]), otherwise: 45 };
  const claim = async (change: Partial<typeof rule> = {}) =>
    (await due().claim({ ...rule, ...change })).map(({ id }) => id);

  test('are active, and were not asked about for as long as their provider’s interval', async () => {
    const ids = [
      await addConnection({ checked: 46 }),
      await addConnection({ checked: 601, provider: 'slow' }),
    ];
    await addConnection({ checked: 40 });
    await addConnection({ checked: 599, provider: 'slow' });
    for (const status of ['needsReauth', 'revoked', 'expired', 'error']) await addConnection({ status });
    expect((await claim()).sort()).toEqual(ids.sort());
    expect(await claim()).toEqual([]);
  });

  test('come used last first, a fifth of them those that waited longest, and no more than there may be', async () => {
    const longest = await addConnection({ checked: 5_000 });
    const unused = await addConnection({ checked: 4_000 });
    const used = await Promise.all([1, 2, 3, 4].map(seconds => addConnection({ used: seconds })));
    const first = await claim({ limit: 5 });
    expect(new Set(first)).toEqual(new Set([longest, ...used]));
    expect(await claim({ perMinute: 5 })).toEqual([]);
    expect(await claim({ perMinute: 0 })).toEqual([]);
    expect(await claim({ perMinute: 6 })).toEqual([unused]);
  });

  test('are claimed once by whoever asks at the same time', async () => {
    const ids = await Promise.all(Array.from({ length: 40 }, () => addConnection()));
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim({ limit: 40 })));
    const claimed = claims.flat();
    expect(new Set(claimed).size).toBe(claimed.length);
    const rest = await claim({ limit: 40 });
    expect([...claimed, ...rest].sort()).toEqual(ids.sort());
  });
});

test('the connections of a provider’s account are found in their workspace, all but revoked ones', async () => {
  const account = { provider: 'p', accountId: 'acc' };
  const mine = await addConnection({ ...account, endUserId: 'ann' });
  const needs = await addConnection({ ...account, endUserId: 'ben', status: 'needsReauth' });
  await addConnection({ ...account, endUserId: 'cleo', status: 'revoked' });
  await addConnection({ ...account, provider: 'q' });
  const accounts = createPostgresAccountConnections(pool);
  const found = await accounts.ofAccount({ ...account, workspaceId }, 10);
  expect(new Set(found.map(({ id, endUserId }) => `${id} ${endUserId}`))).toEqual(
    new Set([`${mine} ann`, `${needs} ben`]),
  );
  expect(await accounts.ofAccount({ ...account, workspaceId }, 1)).toHaveLength(1);
  expect(await accounts.ofAccount({ ...account, workspaceId: newId('wsp') }, 10)).toEqual([]);
});
