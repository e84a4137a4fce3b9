import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Pool } from 'pg';
import { migrate } from '@neighbourhood/shared/database/migrate';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { openRejects } from '@neighbourhood/shared/import/rejects';
import { type ImportOptions, runImport } from '@neighbourhood/shared/import/run-import';
import { type Difference, verifyImport } from '@neighbourhood/shared/import/verify-import';
import { workspaceIdOf } from '@neighbourhood/shared/import/workspace-ref';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { consents } from '../src/delivery/import/entity.ts';
import { day, terms } from './make.ts';
import { callOf, createTestApp } from './test-app.ts';
import { openTestDatabase } from './test-database.ts';

const entity = consents(terms);
const workspace = workspaceIdOf('acme');
const now = Date.now();
const ago = (days: number) => new Date(now - days * day).toISOString();

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let pool: Pool;
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'neighbourhood-import-'));
  database = await openTestDatabase();
  ({ pool } = database);
  await migrate(pool, new URL('../../../shared/import/migrations/', import.meta.url), silentLog);
  await database.purposes.replace(workspace, [{ id: 'mail', title: 'Mail', description: '' }]);
});
afterEach(async () => {
  await pool.end();
  await rm(directory, { recursive: true, force: true });
});

async function file(content: string, name = 'consents.jsonl'): Promise<string> {
  const target = path.join(directory, name);
  await writeFile(target, content, { mode: 0o600 });
  return target;
}
const lines = (rows: readonly object[]) => rows.map(row => `${JSON.stringify(row)}\n`).join('');
async function load(from: string, options: Partial<ImportOptions> = {}) {
  const rejected: { legacyId: string; errors: { path: string }[] }[] = [];
  const rejects = {
    ...(await openRejects(undefined)),
    append: async (all: readonly unknown[]) => (rejected.push(...(all as typeof rejected)), 0),
  };
  const { counts } = await runImport(pool, entity, { file: from, rejects, ...options });
  return { counts, rejected };
}
async function verify(from: string) {
  const differences: Difference[] = [];
  return { ...(await verifyImport(pool, entity, from, one => differences.push(one))), differences };
}
const row = (n: number, more: object = {}) => ({
  legacyId: n,
  workspace: 'acme',
  endUserId: `end-user-${n}`,
  provider: 'slack',
  purposes: ['mail', 'automation'],
  scopes: ['chat:write'],
  grantedAt: ago(100),
  expiresAt: ago(-200),
  ...more,
});
const app = () => createTestApp(database);
const call = callOf({ workspaceId: workspace });
const events = async () => {
  const { rows } = await pool.query<{ type: string }>(
    `SELECT event ->> 'type' AS type FROM outbox ORDER BY position`,
  );
  return rows.map(({ type }) => type);
};

describe('imported consents', () => {
  it('stand in the ledger at their own times, and the chain is whole', async () => {
    const notice = { version: '3', url: 'https://acme.example/notice', language: 'de' };
    const rows = [
      row(1, { notice, evidence: { form: 'checkbox', at: 1.5, nested: [{ b: null, a: 'x' }] } }),
      row(2, { revokedAt: ago(20), revokeReason: 'moved away' }),
      row(3, { expiresAt: ago(1) }),
      row(4, { endUserId: 'end-user-1', grantedAt: ago(50), purposes: ['mail'] }),
      row(5, { workspace: newId('wsp'), purposes: [] }),
    ];
    const from = await file(lines(rows));
    // The purposes of row 5 are none, which is no consent.
    expect(await load(from)).toMatchObject({
      counts: { created: 4, rejected: 1 },
      rejected: [{ legacyId: '5' }],
    });
    const { verifyLedger, validateConsent, getReceipt, time } = await app();
    time.now = new Date();
    expect(await verifyLedger(call)).toMatchObject({ valid: true, entries: 7 });
    const allowed = async (endUserId: string, purpose: string) => {
      const verdict = await validateConsent(
        { endUserId, provider: 'slack', scopes: ['chat:write'], purpose },
        call,
      );
      return verdict.valid || verdict.reason;
    };
    expect([
      await allowed('end-user-1', 'automation'),
      await allowed('end-user-1', 'mail'),
      await allowed('end-user-2', 'mail'),
      await allowed('end-user-3', 'mail'),
    ]).toEqual([true, true, 'revoked', 'expired']);
    const found = await database.store.list(workspace, {}, { limit: 10 }, new Date());
    expect(found).toHaveLength(4);
    const receipt = await getReceipt({ id: found[0]!.id }, call);
    const claims = JSON.parse(Buffer.from(receipt.split('.')[1]!, 'base64url').toString()) as {
      events: { event_time: string }[];
    };
    expect(claims.events[0]!.event_time).toBe(found[0]!.grantedAt.toISOString());
    expect(await events()).toEqual([]);
    const good = await file(lines(rows.slice(0, 4)), 'good.jsonl');
    expect(await verify(good)).toMatchObject({ equal: true, found: 4, changed: 0 });
  });

  it('leave the chain whole where rows between them are refused by the database', async () => {
    await pool.query(`ALTER TABLE consents ADD CHECK (end_user_id NOT LIKE 'refused%')`);
    const rows = Array.from({ length: 60 }, (_, n) =>
      row(n, { endUserId: n % 7 === 0 ? `refused-${n}` : `end-user-${n % 9}`, grantedAt: ago(100 - n) }),
    );
    const { counts, rejected } = await load(await file(lines(rows)), { batchSize: 20 });
    expect(counts).toMatchObject({ created: 51, rejected: 9 });
    expect(rejected.every(({ errors }) => errors[0]!.path === '')).toBe(true);
    const { verifyLedger } = await app();
    const found = await verifyLedger(call);
    expect([found.valid, found.entries]).toEqual([true, found.head.seq]);
  });

  it('come beside what the service does at the same time', async () => {
    const from = await file(lines(Array.from({ length: 300 }, (_, n) => row(n))));
    const { grantConsent, verifyLedger, time } = await app();
    time.now = new Date();
    const importing = { now: true };
    const granting = (async () => {
      for (let n = 0; importing.now; n++) {
        const request = { endUserId: `other-${n}`, provider: 'slack', purposes: ['mail'], scopes: ['read'] };
        await grantConsent(request, call);
      }
    })();
    expect((await load(from, { batchSize: 10 })).counts.created).toBe(300);
    importing.now = false;
    await granting;
    expect((await verifyLedger(call)).valid).toBe(true);
    expect(new Set(await events())).toEqual(new Set(['consent.granted']));
  });

  it('are withdrawn by a later file, which is told; all else about them is settled', async () => {
    await load(await file(lines([row(1), row(2), row(3), row(4)])));
    const service = await app();
    service.time.now = new Date();
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM consents WHERE end_user_id = 'end-user-3'`,
    );
    await service.revokeConsent({ id: rows[0]!.id }, call);
    const later = await file(
      lines([row(1, { revokedAt: ago(0.1) }), row(2, { scopes: ['more'] }), row(3), row(4)]),
      'later.jsonl',
    );
    const { counts, rejected } = await load(later);
    expect(counts).toMatchObject({ updated: 1, rejected: 1, kept: 1, unchanged: 1 });
    expect(rejected).toMatchObject([{ legacyId: '2', errors: [{ path: 'scopes' }] }]);
    expect(await events()).toEqual(['consent.revoked', 'consent.revoked']);
    expect((await service.verifyLedger(call)).valid).toBe(true);
    expect(await verify(later)).toMatchObject({ changed: 1, different: 1, equal: false });
  });

  it('are the same from CSV', async () => {
    const [granted, expires] = [ago(100), ago(-200)];
    await load(
      await file(lines([row(1, { grantedAt: granted, expiresAt: expires, evidence: { ip: '::1' } })])),
    );
    const csv = await file(
      `legacyId,workspace,endUserId,provider,purposes,scopes,grantedAt,expiresAt,evidence\n` +
        `1,acme,end-user-1,slack,mail;automation,chat:write,${granted},${expires},"{""ip"": ""::1""}"\n`,
      'consents.csv',
    );
    expect((await load(csv)).counts).toMatchObject({ unchanged: 1, rejected: 0 });
  });
});
