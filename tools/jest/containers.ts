import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Stores } from './embedded.ts';
import { stopLater } from './stops.ts';

/** The images that the tests use; they must be on the machine already, nothing is pulled. */
const images = { postgres: 'postgres:18', redis: 'redis:8', mongo: 'mongo:8' };

/**
 * containersAvailable tells whether a Docker engine answers and has the images. NH_TEST_CONTAINERS=1 or 0
 * decides instead.
 */
export async function containersAvailable(): Promise<boolean> {
  const forced = process.env['NH_TEST_CONTAINERS'];
  if (forced !== undefined && forced !== '') return forced === '1';
  try {
    await promisify(execFile)('docker', ['image', 'inspect', ...Object.values(images)], { timeout: 3_000 });
    return true;
  } catch {
    return false;
  }
}

/** startContainers starts the databases with Testcontainers. */
export async function startContainers(): Promise<Stores> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const [postgres, redis, mongo] = await Promise.all([
    new GenericContainer(images.postgres)
      .withEnvironment({ POSTGRES_PASSWORD: 'test' })
      .withCommand(['postgres', '-c', 'fsync=off', '-c', 'max_connections=200'])
      .withExposedPorts(5432)
      // The image starts the server twice: first to initialise itself.
      .withWaitStrategy(Wait.forLogMessage(/database system is ready to accept connections/, 2))
      .start(),
    new GenericContainer(images.redis)
      .withCommand(['redis-server', '--databases', '10000'])
      .withExposedPorts(6379)
      .start(),
    new GenericContainer(images.mongo).withExposedPorts(27017).start(),
  ]);
  for (const container of [postgres, redis, mongo]) {
    stopLater(async () => {
      await container.stop();
    });
  }
  return {
    postgresUrl: `postgresql://postgres:test@${postgres.getHost()}:${postgres.getMappedPort(5432)}/postgres`,
    mongoUrl: `mongodb://${mongo.getHost()}:${mongo.getMappedPort(27017)}/`,
    redis: { host: redis.getHost(), port: redis.getMappedPort(6379) },
  };
}
