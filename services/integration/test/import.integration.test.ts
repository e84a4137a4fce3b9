import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '@neighbourhood/shared/database/migrate';
import type { Pool, Queryable } from '@neighbourhood/shared/database/pool';
import type { ImportEntity } from '@neighbourhood/shared/import/entity';
import { openRejects } from '@neighbourhood/shared/import/rejects';
import { type ImportOptions, runImport } from '@neighbourhood/shared/import/run-import';
import { type Difference, verifyImport } from '@neighbourhood/shared/import/verify-import';
import { workspaceIdOf } from '@neighbourhood/shared/import/workspace-ref';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { connections as entityOn } from '../src/delivery/import/entity.ts';
import { createPostgresConnections } from '../src/repository/postgres-connections.ts';
import { dataKeysOn } from '../src/repository/postgres-data-keys.ts';
import { openCredentials } from '../src/usecase/open-credentials.ts';
import type { ImportedConnection } from '../src/usecase/import-connection.ts';
import { catalogueOf, cipherOn, newWrappingKeys } from './harness.ts';
import { eventTypesIn, migratedPool } from './postgres.ts';

const secret = newWrappingKeys();
const onDb = (db: Queryable) => cipherOn(dataKeysOn(db), secret);
const workspace = workspaceIdOf('acme');
const then = '2023-02-03T04:05:06.000Z';

let pool: Pool;
let directory: string;
let entity: ImportEntity<ImportedConnection>;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'neighbourhood-import-'));
  pool = await migratedPool();
  await migrate(pool, new URL('../../../shared/import/migrations/', import.meta.url), silentLog);
  entity = entityOn(await catalogueOf({ url: 'http://127.0.0.1:1' }), onDb);
});
afterEach(async () => {
  await pool.end();
  await rm(directory, { recursive: true, force: true });
});

async function file(content: string, name = 'connections.jsonl'): Promise<string> {
  const target = path.join(directory, name);
  await writeFile(target, content, { mode: 0o600 });
  return target;
}
const lines = (rows: readonly object[]) => rows.map(row => `${JSON.stringify(row)}\n`).join('');
async function load(from: string, options: Partial<ImportOptions> = {}) {
  const rejected: unknown[] = [];
  const rejects = {
    ...(await openRejects(undefined)),
    append: async (all: readonly unknown[]) => (rejected.push(...all), 0),
  };
  const { counts } = await runImport(pool, entity, { file: from, rejects, ...options });
  return { counts, rejected };
}
async function verify(from: string) {
  const differences: Difference[] = [];
  return { ...(await verifyImport(pool, entity, from, one => differences.push(one))), differences };
}
const slack = (n: number, more: object = {}) => ({
  legacyId: n,
  workspace: 'acme',
  provider: 'slack',
  endUserId: `end-user-${n}`,
  accountId: `T0-${n}`,
  accountName: 'Acme',
  scopes: ['chat:write', 'channels:read'],
  connectedAt: then,
  accessToken: `xoxb-secret-${n}`,
  refreshToken: `xoxe-secret-${n}`,
  expiresAt: '2030-01-01T00:00:00Z',
  ...more,
});
const stripe = (n: number, more: object = {}) => ({
  legacyId: n,
  workspace: 'acme',
  provider: 'stripe',
  endUserId: `end-user-${n}`,
  accountId: `acct_${n}`,
  connectedAt: then,
  credentials: { apiKey: `sk_test_secret${n}` },
  ...more,
});

describe('imported connections', () => {
  it('act with the credentials that they had, which nothing else can read', async () => {
    const rows = [
      slack(1),
      stripe(2),
      slack(3, {
        status: 'needsReauth',
        statusReason: 'old',
        accessToken: '',
        refreshToken: '',
        expiresAt: undefined,
      }),
    ];
    const from = await file(lines(rows));
    expect((await load(from)).counts).toMatchObject({ created: 3, rejected: 0 });
    const store = createPostgresConnections(pool);
    const found = await store.list(workspace, { limit: 10 });
    expect(
      found.map(({ provider, status, account, connectedAt }) => [
        provider,
        status,
        account.id,
        connectedAt.toISOString(),
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['slack', 'active', 'T0-1', then],
        ['stripe', 'active', 'acct_2', then],
        ['slack', 'needsReauth', 'T0-3', then],
      ]),
    );
    const opened = async (accountId: string) => {
      const connection = found.find(({ account }) => account.id === accountId)!;
      const stored = await store.findCredentials(workspace, connection.id);
      return stored && (await openCredentials(onDb(pool), connection, stored));
    };
    expect(await opened('T0-1')).toEqual({
      values: { accessToken: 'xoxb-secret-1', refreshToken: 'xoxe-secret-1' },
      expiresAt: new Date('2030-01-01T00:00:00Z'),
    });
    expect(await opened('acct_2')).toEqual({ values: { apiKey: 'sk_test_secret2' } });
    expect(await opened('T0-3')).toBeUndefined();

    const everything = await Promise.all(
      ['connections', 'tokens', 'imported', 'import_files', 'outbox', 'data_keys'].map(table =>
        pool.query(`SELECT t::text, encode(t::text::bytea, 'escape') AS raw FROM ${table} t`),
      ),
    );
    expect(JSON.stringify(everything.map(({ rows: all }): unknown[] => all))).not.toMatch(/secret/);
    expect(await eventTypesIn(pool, workspace)).toEqual([]);
    expect(await verify(from)).toMatchObject({ equal: true, found: 3, changed: 0 });
  });

  it('are the same from CSV', async () => {
    const csv = await file(
      [
        'legacyId,workspace,provider,endUserId,accountId,accountName,scopes,connectedAt,accessToken,refreshToken,expiresAt,credentials,params,status',
        `1,acme,slack,end-user-1,T0-1,Acme,chat:write channels:read,2023-02-03T05:05:06+01:00,xoxb-secret-1,xoxe-secret-1,2030-01-01T00:00:00.000Z,,,`,
        `2,${workspace},stripe,end-user-2,acct_2,,,${then},,,,"{""apiKey"":""sk_test_secret2""}",,active`,
      ].join('\r\n'),
      'connections.csv',
    );
    expect((await load(csv)).counts).toMatchObject({ created: 2, rejected: 0 });
    expect((await load(await file(lines([slack(1), stripe(2)])))).counts).toMatchObject({ unchanged: 2 });
  });

  it('are left out where they are wrong, and no message tells a secret', async () => {
    const store = createPostgresConnections(pool);
    await load(await file(lines([slack(100)])));
    const { counts, rejected } = await load(
      await file(
        lines([
          slack(1, { provider: 'myspace' }),
          slack(2, { accessToken: undefined, refreshToken: undefined, expiresAt: undefined }),
          slack(3, { accessToken: undefined }),
          slack(4, { credentials: { apiKey: 'secret' } }),
          slack(5, { status: 'revoked' }),
          slack(6, { status: 'sleeping' }),
          slack(7, { accessToken: 'secret with spaces' }),
          stripe(8, { accessToken: 'secret' }),
          stripe(9, { credentials: { apiKey: 'not-a-secret-key' } }),
          stripe(10, { credentials: '{"apiKey": secret' }),
          slack(11, { accountId: 'T0-100', endUserId: 'end-user-100' }),
          slack(12, { endUserId: '' }),
          slack(13, { connectedAt: '2023-02-03' }),
          slack(14),
        ]),
      ),
    );
    expect(counts).toMatchObject({ created: 1, rejected: 13 });
    const told = (rejected as { legacyId: string; errors: { path: string; message: string }[] }[])
      .toSorted((one, other) => Number(one.legacyId) - Number(other.legacyId))
      .map(({ errors }) => errors.map(({ path: at, message }) => `${at} ${message}`).join('; '));
    expect(told).toEqual([
      'provider is none of the catalogue',
      'accessToken is missing',
      'accessToken is missing; accessToken is missing',
      'credentials are tokens at Slack: accessToken, refreshToken',
      'accessToken has no place in a revoked connection; refreshToken has no place in a revoked connection; expiresAt has no place in a revoked connection',
      expect.stringMatching(/^status Invalid option: expected one of/),
      'accessToken must have visible ASCII characters only',
      'accessToken has no place at Stripe: use credentials',
      'credentials.apiKey does not look like one',
      'credentials must be JSON',
      'accountId is connected already',
      expect.stringMatching(/^endUserId Too small/),
      'connectedAt must be a time as 2026-01-31T12:00:00Z',
    ]);
    expect(JSON.stringify(rejected)).not.toMatch(/xox|secret|sk_test/);
    expect(await store.list(workspace, { limit: 10 })).toHaveLength(2);
  });

  it('follow a later file, but never back to tokens that were replaced here', async () => {
    await load(await file(lines([slack(1), slack(2), slack(3), slack(4)])));
    const store = createPostgresConnections(pool);
    const found = new Map((await store.list(workspace, { limit: 10 })).map(one => [one.account.id, one]));
    const refreshed = found.get('T0-2')!;
    const { version } = (await store.findCredentials(workspace, refreshed.id))!;
    const claim = (await store.claimRenewal(workspace, refreshed.id, version, 60))!;
    const sealed = await onDb(pool).seal(workspace, refreshed.id, '{"accessToken":"newer"}');
    await store.renew(workspace, refreshed.id, claim, { sealed });
    const later = [
      slack(1, { accessToken: 'xoxb-secret-next' }),
      slack(2, { accessToken: 'xoxb-secret-next' }),
      slack(3, { status: 'revoked', accessToken: '', refreshToken: '', expiresAt: undefined }),
      slack(4, { endUserId: 'somebody else' }),
    ];
    const from = await file(lines(later));
    const { counts, rejected } = await load(from);
    expect(counts).toMatchObject({ updated: 2, kept: 1, rejected: 1 });
    expect(rejected).toMatchObject([{ legacyId: '4', errors: [{ path: 'endUserId' }] }]);
    const token = async (accountId: string) => {
      const connection = found.get(accountId)!;
      const stored = await store.findCredentials(workspace, connection.id);
      return stored && (await openCredentials(onDb(pool), connection, stored)).values['accessToken'];
    };
    expect([await token('T0-1'), await token('T0-2'), await token('T0-3')]).toEqual([
      'xoxb-secret-next',
      'newer',
      undefined,
    ]);
    expect(await eventTypesIn(pool, workspace)).toEqual(['connection.revoked']);
    expect(await verify(from)).toMatchObject({ found: 4, changed: 1, different: 1, equal: false });
  });

  it('leave no data key behind in a dry run', async () => {
    await load(await file(lines([slack(1)])), { dryRun: true });
    expect((await pool.query('SELECT FROM data_keys')).rowCount).toBe(0);
  });

  it('are found out where a token can no longer be opened, and mended by the file', async () => {
    const from = await file(lines([slack(1), slack(2)]));
    await load(from);
    await pool.query(
      `UPDATE tokens SET ciphertext = set_byte(ciphertext, 20, get_byte(ciphertext, 20) # 1)
       WHERE connection_id = (SELECT id FROM connections WHERE account_id = 'T0-2')`,
    );
    expect(await verify(from)).toMatchObject({
      equal: false,
      differences: [{ line: 2, legacyId: '2', why: 'different' }],
    });
    const again = await file(lines([slack(2)]), 'again.jsonl');
    expect((await load(again)).counts).toMatchObject({ updated: 1 });
    expect(await verify(from)).toMatchObject({ equal: true });
  });

  it('are found out where somebody changed a token behind the back of the service', async () => {
    const from = await file(lines([slack(1), slack(2)]));
    await load(from);
    const { rows } = await pool.query<{ id: string }>(`SELECT id FROM connections WHERE account_id = 'T0-2'`);
    const sealed = await onDb(pool).seal(workspace, rows[0]!.id, '{"accessToken":"forged"}');
    await pool.query('UPDATE tokens SET ciphertext = $2 WHERE connection_id = $1', [
      rows[0]!.id,
      sealed.ciphertext,
    ]);
    expect(await verify(from)).toMatchObject({
      equal: false,
      different: 1,
      differences: [{ line: 2, legacyId: '2', why: 'different' }],
    });
  });
});
