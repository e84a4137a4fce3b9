import { chmod, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type TestServers, testServersVariable } from '../../shared/testing/servers.ts';
import { containersAvailable, startContainers } from './containers.ts';
import { startControlPlane, startEmbedded } from './embedded.ts';
import { stopAll, stopLater } from './stops.ts';

/** What a test that failed leaves to look at. */
const logs = path.resolve(import.meta.dirname, '../../coverage/logs/integration');

async function start(): Promise<TestServers> {
  const directory = await mkdtemp(path.join(tmpdir(), 'neighbourhood-test-'));
  // PostgreSQL runs as another user where the tests run as root.
  await chmod(directory, 0o755);
  stopLater(async () => {
    for (const name of ['placement', 'scheduler', 'redis'])
      await cp(path.join(directory, `${name}.log`), path.join(logs, `${name}.log`)).catch(() => undefined);
    await rm(directory, { recursive: true, force: true });
  });

  const stores = (await containersAvailable()) ? await startContainers() : await startEmbedded(directory);
  const controlPlane = await startControlPlane(directory);

  const { postgresUrl, mongoUrl, redis } = stores;
  return { postgresUrl, mongoUrl, redis, ...controlPlane, directory };
}

/** Starts real databases and Dapr's control plane once for all integration tests of this run. */
export default async function globalSetup(): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stopAll().finally(() => process.exit(1)));
  }
  try {
    process.env[testServersVariable] = JSON.stringify(await start());
  } catch (error) {
    await stopAll();
    throw error;
  }
}
