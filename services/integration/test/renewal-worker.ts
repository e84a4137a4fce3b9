import type { Sandbox } from '@neighbourhood/sandbox-provider/sandbox';
import { createPool } from '@neighbourhood/shared/database/pool';
import { isAppError } from '@neighbourhood/shared/errors/app-error';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createPostgresConnections } from '../src/repository/postgres-connections.ts';
import { createPostgresDataKeys } from '../src/repository/postgres-data-keys.ts';
import { createPostgresOwnClients } from '../src/repository/postgres-own-clients.ts';
import type { WrappingKeys } from '../src/infrastructure/wrapping.ts';
import { createCatalogue, readProvider } from '../src/infrastructure/yaml-catalogue.ts';
import { act, callIn, cipherOn, createTestApp } from './harness.ts';

// A replica as a process of its own, which tests can kill and pause. It is told what to do by messages.

/** WorkerSettings come in the environment variable WORKER, as JSON. */
export interface WorkerSettings {
  databaseUrl: string;
  wrappingKeys: WrappingKeys;
  entry: string;
  timeoutMs: number;
}

/** WorkerTask is so many calls at once on one connection. */
export interface WorkerTask {
  workspaceId: string;
  connectionId: string;
  calls: number;
  /** Comes back with the outcomes. */
  id: number;
}

const settings = JSON.parse(process.env['WORKER'] ?? '{}') as WorkerSettings;
const pool = createPool({ connectionString: settings.databaseUrl, max: 10, log: silentLog });
const { app } = await createTestApp({} as Sandbox, {
  catalogue: createCatalogue([readProvider('rotating.yaml', settings.entry)]),
  clients: { find: async () => ({ clientId: 'platform', clientSecret: 'platform-secret' }) },
  connections: createPostgresConnections(pool),
  ownClients: createPostgresOwnClients(pool),
  cipher: cipherOn(createPostgresDataKeys(pool), settings.wrappingKeys),
  settings: {
    publicUrl: 'http://127.0.0.1:8080',
    authorizationTtlSeconds: 600,
    refreshMarginMs: 1_000,
    renewal: { timeoutMs: settings.timeoutMs, aheadMs: 300_000, idleMs: 86_400_000 },
    usedWithinMs: 86_400_000,
    revokeTimeoutMs: 2_000,
    leaseSeconds: 60,
    mostBytes: 1024,
  },
});

async function run({ workspaceId, connectionId, calls }: WorkerTask): Promise<string[]> {
  const one = () => app.executeAction(act(connectionId, 'act'), callIn(workspaceId));
  const outcomes = await Promise.allSettled(Array.from({ length: calls }, one));
  return outcomes.map(outcome => {
    if (outcome.status === 'fulfilled') return 'done';
    const error: unknown = outcome.reason;
    return isAppError(error) ? error.code : String(error);
  });
}

process.on('message', (task: WorkerTask) => {
  void run(task).then(outcomes => process.send?.({ id: task.id, outcomes }));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
