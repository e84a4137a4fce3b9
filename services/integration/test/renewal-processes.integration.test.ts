import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Call } from '@neighbourhood/shared/call/call';
import { migrate } from '@neighbourhood/shared/database/migrate';
import { createPool, type Pool } from '@neighbourhood/shared/database/pool';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testPostgres } from '@neighbourhood/shared/testing/postgres';
import { createPostgresConnections } from '../src/repository/postgres-connections.ts';
import { createPostgresDataKeys } from '../src/repository/postgres-data-keys.ts';
import { callIn, cipherOn, createTestApp, newWorkspace, newWrappingKeys } from './harness.ts';
import type { WorkerSettings } from './renewal-worker.ts';
import { connectAt, rotatingDeps } from './rotating-harness.ts';
import { type RotatingProvider, startRotatingProvider } from './rotating-provider.ts';

// Replicas as processes that are killed and paused in the middle of a renewal, at a provider whose refresh tokens count
// once: used twice, one ends the whole grant.

const replicas = 3;
let [pool, admin]: Pool[] = [];
let sandbox: Sandbox;
let provider: RotatingProvider;
let app: Awaited<ReturnType<typeof createTestApp>>;
let workers: ChildProcess[];
let settings: WorkerSettings;
let workspaceId: string;
let call: Call;

beforeAll(async () => {
  const { url } = await testPostgres();
  pool = createPool({ connectionString: url, log: silentLog });
  admin = createPool({ connectionString: url, log: silentLog, max: 1 });
  await migrate(pool, new URL('../migrations/', import.meta.url), silentLog);
  [sandbox, provider] = [await startSandbox(), await startRotatingProvider()];
  const { entry } = provider;
  settings = { databaseUrl: url, wrappingKeys: newWrappingKeys(), entry, timeoutMs: 1_000 };
  workers = await Promise.all(Array.from({ length: replicas }, startWorker));
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await Promise.all([pool!.end(), admin!.end(), sandbox.stop(), provider.stop()]);
});

beforeEach(async () => {
  provider.reset();
  workspaceId = newWorkspace();
  call = callIn(workspaceId);
  app = await createTestApp(sandbox, {
    ...rotatingDeps(provider),
    connections: createPostgresConnections(pool!),
    cipher: cipherOn(createPostgresDataKeys(pool!), settings.wrappingKeys),
  });
});
afterEach(async () => {
  await app.close();
  workers = await Promise.all(workers.map(async worker => (dead.delete(worker) ? startWorker() : worker)));
});

async function startWorker(): Promise<ChildProcess> {
  const worker = fork(path.join(import.meta.dirname, 'renewal-worker.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { PATH: process.env['PATH'], WORKER: JSON.stringify(settings) },
  });
  const [message] = (await once(worker, 'message')) as [unknown];
  expect(message).toBe('ready');
  return worker;
}

/** An account's connection whose access token is over, here and there. */
async function expired(account: string): Promise<string> {
  const { id } = await connectAt(app.app, call, account);
  await pool!.query("UPDATE tokens SET expires_at = now() - interval '1 minute' WHERE connection_id = $1", [
    id,
  ]);
  provider.expire();
  return id;
}

async function act(worker: ChildProcess | undefined, connectionId: string, calls = 1): Promise<string[]> {
  const answered = once(worker!, 'message') as Promise<[{ outcomes: string[] }]>;
  worker!.send({ workspaceId, connectionId, calls, id: 0 });
  return (await answered)[0].outcomes;
}

const dead = new Set<ChildProcess>();
function killFirst(): void {
  workers[0]!.kill('SIGKILL');
  dead.add(workers[0]!);
}

const connection = (connectionId: string) => app.app.getConnection({ connectionId }, call);
const row = async (id: string) =>
  (
    await pool!.query<{ version: string; ciphertext: Buffer }>(
      'SELECT * FROM tokens WHERE connection_id = $1',
      [id],
    )
  ).rows[0]!;

/** The first who comes waits for ever, or until it is let go; the others do not. */
function firstWaits() {
  let open: () => void = () => undefined;
  let came = 0;
  const gate = new Promise<void>(resolve => {
    open = resolve;
  });
  const wait = () => (++came === 1 ? gate : Promise.resolve());
  return { wait, open: () => open(), arrived: () => eventually(() => came > 0) };
}

test('a thousand calls at once on three processes make one token request, and all succeed', async () => {
  const id = await expired('ann');
  const outcomes = await Promise.all(
    workers.map((worker, index) => act(worker, id, index === 0 ? 334 : 333)),
  );
  expect(outcomes.flat().filter(outcome => outcome !== 'done')).toEqual([]);
  expect(outcomes.flat()).toHaveLength(1_000);
  expect(provider.counts).toMatchObject({ refreshes: 1, reuses: 0, acts: 1_000 });
});

test('a holder that is killed before the provider looked at it costs a wait, and nothing else', async () => {
  const id = await expired('bob');
  const { wait, arrived } = firstWaits();
  provider.behaviour.beforeRefresh = wait;
  void act(workers[0], id);
  await arrived();
  killFirst();
  const outcomes = await Promise.all([act(workers[1], id, 20), act(workers[2], id, 20)]);
  expect(new Set(outcomes.flat())).toEqual(new Set(['done']));
  expect(provider.counts).toMatchObject({ refreshes: 2, reuses: 0, refreshesOf: { bob: 1 } });
});

test('a holder that is killed when the provider had exchanged the token takes it along: the end user is asked, and told why', async () => {
  const id = await expired('cem');
  const { wait, arrived } = firstWaits();
  provider.behaviour.beforeAnswer = wait;
  void act(workers[0], id);
  await arrived();
  killFirst();
  expect(await act(workers[1], id)).toEqual(['CONNECTION.NEEDS_REAUTH']);
  expect(await connection(id)).toMatchObject({ status: 'needsReauth', statusReason: 'renewal_interrupted' });
  await connectAt(app.app, call, 'cem');
  expect(await act(workers[2], id)).toEqual(['done']);
});

test('where the provider takes a used refresh token for a while, even that is survived', async () => {
  const id = await expired('dan');
  provider.behaviour.tolerant = true;
  const { wait, arrived } = firstWaits();
  provider.behaviour.beforeAnswer = wait;
  void act(workers[0], id);
  await arrived();
  killFirst();
  expect(await act(workers[1], id)).toEqual(['done']);
  expect(await connection(id)).toMatchObject({ status: 'active' });
});

test('a holder that was paused for longer than its claim changes nothing when it wakes', async () => {
  const id = await expired('eve');
  provider.behaviour.tolerant = true;
  const { wait, arrived, open } = firstWaits();
  provider.behaviour.beforeAnswer = wait;
  const late = act(workers[0], id);
  await arrived();
  workers[0]!.kill('SIGSTOP');
  open();
  expect(await act(workers[1], id)).toEqual(['done']);
  const written = await row(id);
  workers[0]!.kill('SIGCONT');
  expect(await late).toEqual(['done']);
  expect(await row(id)).toEqual(written);
  expect(provider.counts).toMatchObject({ refreshes: 2 });
});

test('an answer that finds no database connection is written by another one', async () => {
  const id = await expired('fay');
  const { wait, arrived, open } = firstWaits();
  provider.behaviour.beforeAnswer = wait;
  const done = act(workers[0], id);
  await arrived();
  const cut =
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()';
  await admin!.query(cut);
  open();
  expect(await done).toEqual(['done']);
  expect(provider.counts).toMatchObject({ refreshes: 1, reuses: 0 });
  expect(await act(workers[1], id, 10)).toEqual(Array(10).fill('done'));
  expect(provider.counts).toMatchObject({ refreshes: 1 });
});
