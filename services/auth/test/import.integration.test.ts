import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hashSync } from '@node-rs/bcrypt';
import { migrate } from '@neighbourhood/shared/database/migrate';
import { createPool, type Pool } from '@neighbourhood/shared/database/pool';
import type { ImportEntity } from '@neighbourhood/shared/import/entity';
import { openRejects } from '@neighbourhood/shared/import/rejects';
import { runImport } from '@neighbourhood/shared/import/run-import';
import { verifyImport } from '@neighbourhood/shared/import/verify-import';
import { workspaceIdOf } from '@neighbourhood/shared/import/workspace-ref';
import { fileSecrets } from '@neighbourhood/shared/testing/components';
import { startDaprd } from '@neighbourhood/shared/testing/daprd';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { users, workspaces } from '../src/delivery/import/entities.ts';
import { createArgon2Hasher } from '../src/infrastructure/argon2-hasher.ts';
import { createPostgresStore } from '../src/repository/postgres-store.ts';
import { asUser, client, codeOf, createTestAuth, fromGateway } from './test-auth.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const hasher = createArgon2Hasher({ memoryKiB: 19_456, iterations: 2, concurrency: 2, queue: 100 });
const then = '2021-02-03T04:05:06.789Z';

let pool: Pool;
let url: string;
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'neighbourhood-import-'));
  ({ url } = await testPostgres());
  pool = createPool({ connectionString: url, log: silentLog });
  await migrate(pool, new URL('../migrations/', import.meta.url), silentLog);
  await migrate(pool, new URL('../../../shared/import/migrations/', import.meta.url), silentLog);
});
afterEach(async () => {
  await pool.end();
  await rm(directory, { recursive: true, force: true });
});

async function file(rows: readonly object[], name = 'rows.jsonl'): Promise<string> {
  const target = path.join(directory, name);
  await writeFile(target, rows.map(row => `${JSON.stringify(row)}\n`).join(''), { mode: 0o600 });
  return target;
}
async function load<Row extends object>(entity: ImportEntity<Row>, rows: readonly object[]) {
  const rejected: unknown[] = [];
  const rejects = {
    ...(await openRejects(undefined)),
    append: async (all: readonly unknown[]) => (rejected.push(...all), 0),
  };
  const { counts } = await runImport(pool, entity, { file: await file(rows), rejects });
  return { counts, rejected };
}
const verify = async <Row extends object>(entity: ImportEntity<Row>, rows: readonly object[]) =>
  verifyImport(pool, entity, await file(rows));
const onPostgres = () =>
  createTestAuth({ store: createPostgresStore(pool), hasher, clock: () => new Date() });
const user = (n: number, more: object = {}) => ({
  legacyId: n,
  email: `User${n}@Example.com`,
  createdAt: then,
  ...more,
});

describe('imported users', () => {
  it('sign in with the passwords that they had, and their hashes become ours', async () => {
    const rows = [
      user(1, {
        passwordHash: hashSync('their old päßwort', 4).replace('$2b$', '$2y$'),
        firstName: 'Ada',
        emailVerified: true,
      }),
      user(2, { passwordHash: await hasher.hash('another password') }),
      user(3),
    ];
    expect((await load(users, rows)).counts).toMatchObject({ created: 3, rejected: 0 });
    const { app } = await onPostgres();
    const login = (email: string, password: string) => app.login({ email, password, client }, fromGateway());
    const first = await login('user1@example.com', 'their old päßwort');
    expect(first.user).toMatchObject({
      email: 'User1@Example.com',
      firstName: 'Ada',
      emailVerified: true,
      createdAt: new Date(then),
    });
    expect((await login('user2@example.com', 'another password')).user.id).toMatch(/^usr_/);
    for (const email of ['user1@example.com', 'user3@example.com', 'user4@example.com'])
      expect(await codeOf(login(email, ''))).toBe('AUTH.INVALID_CREDENTIALS');

    const { rows: stored } = await pool.query<{ password_hash: string }>(
      'select password_hash from users order by email',
    );
    expect(stored.map(({ password_hash: hash }) => hash.slice(0, 30))).toEqual([
      '$argon2id$v=19$m=19456,t=2,p=1',
      '$argon2id$v=19$m=19456,t=2,p=1',
      '',
    ]);
    await login('user1@example.com', 'their old päßwort');
    // Two of the three signed in; the hash of one of them was renewed.
    expect(await verify(users, rows)).toMatchObject({ equal: true, found: 3, changed: 1 });
    expect(
      (
        await load(
          users,
          rows.map(row => ({ ...row, company: 'Acme' })),
        )
      ).counts,
    ).toMatchObject({ updated: 2, kept: 1 });
    expect((await pool.query('select from outbox')).rowCount).toBe(0);
  });

  it('keep their ids, however often they are imported', async () => {
    const ids = async () =>
      (await pool.query<{ id: string }>('select id from users order by id')).rows.map(({ id }) => id);
    await load(users, [user(1), user(2)]);
    const first = await ids();
    await load(users, [user(2, { lastName: 'Lovelace' }), user(1)]);
    expect(await ids()).toEqual(first);
    await pool.query('delete from users; delete from imported; delete from import_files');
    await load(users, [user(2), user(1)]);
    expect(await ids()).toEqual(first);
  });

  it('are left out where they are wrong, and the message says nothing of them', async () => {
    const { app } = await onPostgres();
    await app.registerUser(
      { email: 'user7@example.com', password: 'a long password', client },
      fromGateway(),
    );
    const secret = '$2b$10$notabcrypthash';
    const { counts, rejected } = await load(users, [
      user(1, { email: 'nobody' }),
      user(2, { passwordHash: secret }),
      user(3, { passwordHash: hashSync('x', 4).replace('$04$', '$31$') }),
      user(4, { createdAt: 'yesterday' }),
      user(5, { avatarUrl: 'http://insecure.example/me.png' }),
      user(6, { email: 'user1@example.com' }),
      user(7),
      user(8, { email: 'USER6@example.com' }),
      user(9, { firstName: 'x'.repeat(101) }),
    ]);
    expect(counts).toMatchObject({ created: 2, rejected: 7 });
    expect(rejected).toMatchObject(
      [
        ['email', 'must be an e-mail address of at most 254 characters'],
        ['passwordHash', expect.stringContaining('must be an argon2 hash')],
        ['passwordHash', 'must have a bcrypt cost of 4 to 15'],
        ['createdAt', 'must be a time as 2026-01-31T12:00:00Z'],
        ['avatarUrl', 'must be an https URL'],
        ['email', 'is that of an account which exists already'],
        ['firstName', 'must have at most 100 characters'],
      ].map(([field, message]) => ({ errors: [{ path: field, message }] })),
    );
    expect(JSON.stringify(rejected)).not.toMatch(/notabcrypt|nobody|insecure/);
  });
});

describe('imported workspaces', () => {
  const workspace = (legacyId: string, more: object = {}) => ({
    legacyId,
    name: `Workspace ${legacyId}`,
    owner: 1,
    members: [
      { user: 3, role: 'viewer' },
      { user: 2, role: 'developer' },
    ],
    redirectUris: ['https://app.example/back'],
    createdAt: then,
    ...more,
  });
  const entity = workspaces(false);

  beforeEach(async () => {
    await load(users, [user(1, { passwordHash: await hasher.hash('a long password') }), user(2), user(3)]);
  });

  it('have their members, and an id that every service knows', async () => {
    expect((await load(entity, [workspace('acme'), workspace('7', { members: [] })])).counts).toMatchObject({
      created: 2,
    });
    const { app } = await onPostgres();
    const { user: owner } = await app.login(
      { email: 'user1@example.com', password: 'a long password', client },
      fromGateway(),
    );
    const id = workspaceIdOf('acme');
    const call = asUser(owner.id);
    const members = await app.listMembers({ workspaceId: id, limit: 10, cursor: '' }, call);
    expect(JSON.stringify(members)).toContain('User2@Example.com');
    expect((await app.getWorkspaceAccess({ userId: owner.id, workspaceId: id }, fromGateway())).role).toBe(
      'admin',
    );
    expect(await verify(entity, [workspace('7', { members: [] }), workspace('acme')])).toMatchObject({
      equal: true,
      found: 2,
    });
  });

  it('may list their owner as a member too, and nobody twice', async () => {
    const rows = [
      workspace('a', { members: [{ user: 1, role: 'viewer' }, { user: 2, role: 'user' }] }),
      workspace('b', { members: [{ user: 2, role: 'viewer' }, { user: 2, role: 'admin' }] }),
    ]; // prettier-ignore
    const { counts, rejected } = await load(entity, rows);
    expect(counts).toMatchObject({ created: 1, rejected: 1 });
    expect(rejected).toMatchObject([{ errors: [{ path: 'members', message: 'must name each user once' }] }]);
    expect(await verify(entity, rows.slice(0, 1))).toMatchObject({ equal: true, found: 1 });
  });

  it('name only users who were imported', async () => {
    const { rejected } = await load(entity, [
      workspace('a', { owner: 99 }),
      workspace('b', { members: [{ user: 98, role: 'user' }] }),
      workspace('c', { members: [{ user: 2, role: 'king' }] }),
      workspace('d', { redirectUris: ['http://insecure.example'] }),
      workspace('e', { name: '' }),
    ]);
    expect(rejected).toMatchObject(
      ['owner', 'members.0.user', 'members.0.role', 'redirectUris', 'name'].map(field => ({
        errors: [{ path: field }],
      })),
    );
    expect((await pool.query('select from workspaces')).rowCount).toBe(0);
  });

  it('follow a later file until they are changed here', async () => {
    await load(entity, [workspace('acme'), workspace('other')]);
    const next = [
      workspace('acme', { name: 'Acme', members: [{ user: 2, role: 'admin' }] }),
      workspace('other', { owner: 2 }),
    ];
    const { counts, rejected } = await load(entity, next);
    expect(counts).toMatchObject({ updated: 1, rejected: 1 });
    expect(rejected).toMatchObject([{ errors: [{ path: 'owner' }] }]);
    expect(await verify(entity, next.slice(0, 1))).toMatchObject({ equal: true });
    const store = createPostgresStore(pool);
    const id = workspaceIdOf('acme');
    expect((await store.members.listAll(id)).map(({ role }) => role)).toEqual(['admin', 'admin']);

    const { app } = await onPostgres();
    const owner = (await store.users.findByEmail('user1@example.com'))!;
    await app.updateWorkspace({ workspaceId: id, name: 'Changed here' }, asUser(owner.id));
    expect((await load(entity, [workspace('acme')])).counts).toMatchObject({ kept: 1 });
    expect((await store.workspaces.findById(id))?.name).toBe('Changed here');
  });
});

test('the command takes the database from the secrets of its own sidecar, and tells the outcome by its exit code', async () => {
  const secrets = await file([{ 'auth-database': url }], 'secrets.json');
  const daprd = await startDaprd({ appId: 'auth', components: [fileSecrets(secrets)], apiToken: 'token' });
  const command = async (...args: string[]) => {
    const child = spawn(process.execPath, ['services/auth/src/import.ts', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DAPR_GRPC_PORT: String(daprd.grpcPort),
        DAPR_HTTP_PORT: String(daprd.httpPort),
        DAPR_API_TOKEN: 'token',
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    expect(output).not.toContain(new URL(url).password || 'no password');
    return { code, output };
  };
  const hash = hashSync('a password', 4);
  const good = await file([user(1, { passwordHash: hash }), user(2)], 'good.jsonl');
  const bad = await file([user(3), user(4, { passwordHash: hash.slice(1) })], 'bad.jsonl');
  expect(await command('users', good)).toMatchObject({
    code: 0,
    output: expect.stringMatching(/created +2/),
  });
  expect(await command('users', good, '--verify')).toMatchObject({ code: 0 });
  const partly = await command('users', bad);
  expect(partly).toMatchObject({ code: 1, output: expect.stringMatching(/created +1\n.*rejected +1/s) });
  expect(partly.output).not.toContain(hash.slice(1));
  expect(await command('users', bad, '--verify')).toMatchObject({ code: 1 });
  expect(await command('workspaces')).toMatchObject({
    code: 2,
    output: expect.stringContaining('Say what to import'),
  });
  await daprd.stop();
});
