import { migrate } from '@neighbourhood/shared/database/migrate';
import { createPool, type Pool } from '@neighbourhood/shared/database/pool';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { createPostgresStore } from '../src/repository/postgres-store.ts';
import { storeContract } from './store-contract.ts';
import { asUser, client, codeOf, createTestAuth, fromGateway, password } from './test-auth.ts';

let pool: Pool;

beforeAll(async () => {
  pool = createPool({ connectionString: (await testPostgres()).url, log: silentLog });
  await migrate(pool, new URL('../migrations/', import.meta.url), silentLog);
});

afterAll(() => pool.end());

storeContract('PostgreSQL', async () => createPostgresStore(pool));

const onPostgres = () => createTestAuth({ store: createPostgresStore(pool) });

test('a second start finds the database as it left it', async () => {
  await migrate(pool, new URL('../migrations/', import.meta.url), silentLog);
  const { rows } = await pool.query<{ name: string }>(
    'select name from schema_migrations where name like $1',
    ['000%'],
  );
  expect(rows.map(row => row.name).sort()).toEqual(['0001_accounts.sql', '0002_workspaces.sql']);
});

test('of many who register one address at once, one gets it, and one event is told', async () => {
  const { app } = await onPostgres();
  const request = { email: 'race@example.com', password, client };
  const codes = await Promise.all(
    Array.from({ length: 8 }, () => codeOf(app.registerUser(request, fromGateway()))),
  );
  expect(codes.filter(code => code === 'AUTH.EMAIL_TAKEN')).toHaveLength(7);
  const { rows } = await pool.query(
    "select 1 from outbox where event->'data'->>'email' = 'race@example.com'",
  );
  expect(rows).toHaveLength(1);
});

test('many refreshes of one token at once get one answer; after the grace it ends the session', async () => {
  const { app, clock } = await onPostgres();
  const { refreshToken } = await app.registerUser(
    { email: 'refresh@example.com', password, client },
    fromGateway(),
  );
  const refresh = () => app.refreshToken({ refreshToken }, fromGateway());
  const answers = await Promise.all(Array.from({ length: 8 }, refresh));
  expect(new Set(answers.map(answer => answer.refreshToken)).size).toBe(1);
  clock.advance(30_000);
  expect(await Promise.all([refresh(), refresh()].map(codeOf))).toEqual([
    'AUTH.TOKEN_REUSED',
    'AUTH.TOKEN_REUSED',
  ]);
  const { rows } = await pool.query("select 1 from outbox where event->'data'->>'reason' = 'token_reused'");
  expect(rows).toHaveLength(1);
});

test('guesses at once lock an account exactly as guesses one after the other', async () => {
  const { app } = await onPostgres();
  const guess = () =>
    codeOf(app.login({ email: 'guess@example.com', password: 'wrong', client }, fromGateway()));
  await Promise.all(Array.from({ length: 10 }, guess));
  expect(await guess()).toBe('AUTH.LOCKED');
});

test('of two admins who demote each other at once, one does', async () => {
  const { app } = await onPostgres();
  const people = [];
  for (const name of ['owner', 'x', 'y']) {
    people.push(
      (await app.registerUser({ email: `demote-${name}@example.com`, password, client }, fromGateway())).user
        .id,
    );
  }
  const [owner, x, y] = people as [string, string, string];
  const { workspace } = await app.createWorkspace({ name: 'demote' }, asUser(owner));
  const put = (userId: string, role: string, by: string) =>
    app.putMember({ workspaceId: workspace.id, userId, role }, asUser(by));
  await put(x, 'admin', owner);
  await put(y, 'admin', owner);
  const demotions = [put(x, 'viewer', y), put(y, 'viewer', x)].map(demotion => demotion.then(() => 'done'));
  expect((await Promise.all(demotions.map(codeOf))).sort()).toEqual([
    'AUTH.FORBIDDEN',
    expect.stringContaining('done'),
  ]);
  const admins = (await createPostgresStore(pool).members.listAll(workspace.id)).filter(
    member => member.role === 'admin',
  );
  expect(admins).toHaveLength(2);
});

test('no password, token or key is in the database in the clear', async () => {
  const { app } = await onPostgres();
  const { user, refreshToken, accessToken } = await app.registerUser(
    { email: 'clear@example.com', password, client },
    fromGateway(),
  );
  const { workspace } = await app.createWorkspace({ name: 'clear' }, asUser(user.id));
  const { key } = await app.createApiKey(
    { workspaceId: workspace.id, name: 'ci', scopes: [] },
    asUser(user.id),
  );
  const { refreshToken: next } = await app.refreshToken({ refreshToken }, fromGateway());
  const { rows: tables } = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  for (const { name } of tables) {
    const { rows } = await pool.query(`select * from ${name} t`);
    const text = JSON.stringify(rows);
    for (const secret of [refreshToken, next, accessToken, key, key.slice(16, -6)])
      expect(text).not.toContain(secret);
  }
});

test('every access path has an index', async () => {
  const client = await pool.connect();
  try {
    await client.query('set enable_seqscan = off');
    const plans = [
      "select * from users where email_key = 'x'",
      "select * from sessions where user_id = 'x' and ended_at is null and expires_at > now()",
      "select * from refresh_tokens where session_id = 'x'",
      "select * from members where user_id = 'x'",
      "select * from api_keys where hash = 'x'",
      "select * from api_keys where workspace_id = 'x' order by id desc",
      "select * from audit where workspace_id = 'x' order by id desc",
    ];
    for (const sql of plans) {
      const { rows } = await client.query<Record<string, string>>(`explain ${sql}`);
      expect(rows.map(row => row['QUERY PLAN']).join('\n')).toMatch(/Index/);
    }
  } finally {
    client.release(true);
  }
});

test('a key is rotated while its workspace is deleted: neither waits for the other for ever, no key survives', async () => {
  const { app } = await onPostgres();
  for (let round = 0; round < 10; round += 1) {
    const { user } = await app.registerUser(
      { email: `rotate-${round}@example.com`, password, client },
      fromGateway(),
    );
    const call = asUser(user.id);
    const { id: workspaceId } = (await app.createWorkspace({ name: 'gone' }, call)).workspace;
    const { apiKey, key } = await app.createApiKey({ workspaceId, name: 'ci', scopes: [] }, call);
    const keys = [key];
    const rotation = app.rotateApiKey({ workspaceId, keyId: apiKey.id }, call).then(rotated => {
      keys.push(rotated.key);
      return 'done';
    });
    const deletion = app.deleteWorkspace({ workspaceId }, call).then(() => 'done');
    const [rotated, deleted] = await Promise.all([rotation, deletion].map(codeOf));
    expect(deleted).toContain('done');
    expect(rotated).toMatch(/done|WORKSPACE.NOT_FOUND/);
    const codes = await Promise.all(
      keys.map(each => codeOf(app.authenticateApiKey({ key: each }, fromGateway()))),
    );
    expect(new Set(codes)).toEqual(new Set(['AUTH.INVALID_API_KEY']));
  }
});
