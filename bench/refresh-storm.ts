import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Sandbox } from '@neighbourhood/sandbox-provider/sandbox';
import { createEnvelopeCipher } from '../services/integration/src/infrastructure/envelope-cipher.ts';
import { createPostgresConnections } from '../services/integration/src/repository/postgres-connections.ts';
import { createPostgresDataKeys } from '../services/integration/src/repository/postgres-data-keys.ts';
import { callIn, createTestApp, newWorkspace } from '../services/integration/test/harness.ts';
import { connectAt, rotatingDeps } from '../services/integration/test/rotating-harness.ts';
import { startRotatingProvider } from '../services/integration/test/rotating-provider.ts';
import { integrationDatabase } from './integration-database.ts';
import { root } from './platform.ts';

/** RefreshStorm is what calls with a token that is over made of a rotating refresh token. */
export interface RefreshStorm {
  calls: number;
  replicas: number;
  connections: number;
  tokenRequests: number;
  reusedTokens: number;
  failedCalls: number;
  seconds: number;
}

/** measureRefreshStorm lets three processes make so many calls at once, on so many connections with dead tokens. */
export async function measureRefreshStorm(calls: number, connections: number): Promise<RefreshStorm> {
  const { pool, url, wrapping, wrappingKeys } = integrationDatabase();
  const provider = await startRotatingProvider();
  const { app, close } = await createTestApp({} as Sandbox, {
    ...rotatingDeps(provider),
    connections: createPostgresConnections(pool),
    cipher: createEnvelopeCipher(createPostgresDataKeys(pool), wrapping),
  });
  const workspaceId = newWorkspace();
  const call = callIn(workspaceId);
  const made = await Promise.all(
    Array.from({ length: connections }, (_, index) => connectAt(app, call, `account-${index}`)),
  );
  const settings = { databaseUrl: url, wrappingKeys, entry: provider.entry, timeoutMs: 10_000 };
  const workers = await Promise.all([1, 2, 3].map(() => startWorker(settings)));
  const ids = made.map(({ id }) => id);
  await pool.query(
    "UPDATE tokens SET expires_at = now() - interval '1 minute' WHERE connection_id = ANY ($1)",
    [ids],
  );
  provider.expire();

  const began = performance.now();
  const outcomes = await Promise.all(
    workers.flatMap((worker, index) =>
      ids.map(connectionId => {
        const share = Math.floor(calls / ids.length / 3) + (index < (calls / ids.length) % 3 ? 1 : 0);
        return ask(worker, { workspaceId, connectionId, calls: share });
      }),
    ),
  );
  const seconds = (performance.now() - began) / 1_000;
  for (const worker of workers) worker.disconnect();
  await Promise.all([close(), provider.stop(), pool.end()]);
  const all = outcomes.flat();
  return {
    ...{ calls: all.length, replicas: 3, connections, seconds },
    tokenRequests: provider.counts.refreshes,
    reusedTokens: provider.counts.reuses,
    failedCalls: all.filter(outcome => outcome !== 'done').length,
  };
}

async function startWorker(settings: object): Promise<ChildProcess> {
  const worker = fork(join(root, 'services/integration/test/renewal-worker.ts'), {
    env: { PATH: process.env['PATH'], WORKER: JSON.stringify(settings) },
  });
  await once(worker, 'message');
  return worker;
}

let asked = 0;
function ask(worker: ChildProcess, task: object): Promise<string[]> {
  const id = ++asked;
  worker.setMaxListeners(0);
  return new Promise(resolve => {
    const hear = (answer: { id: number; outcomes: string[] }): void => {
      if (answer.id !== id) return;
      worker.off('message', hear);
      resolve(answer.outcomes);
    };
    worker.on('message', hear);
    worker.send({ ...task, id });
  });
}
