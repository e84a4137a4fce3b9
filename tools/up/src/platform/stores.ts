import { join } from 'node:path';
import type { Report } from '../build/report.ts';
import { startMongo } from '../servers/mongo.ts';
import { createDatabase } from '../servers/postgres-database.ts';
import { startPlacement } from '../servers/placement.ts';
import { startPostgres } from '../servers/postgres.ts';
import { startRedis } from '../servers/redis.ts';
import { startScheduler } from '../servers/scheduler.ts';
import type { ServerOptions } from '../servers/server.ts';
import { startBroker } from './broker.ts';
import { startDiscovery } from './discovery.ts';
import { startMtls } from './mtls.ts';
import { issuersOf, readExtras } from './extra.ts';
import { databaseSecret, databaseServices, databases, ensurePasswords } from './passwords.ts';
import { startSecretStore } from './secret-store.ts';
import { serverPorts } from './settings.ts';
import type { ServerPorts, Settings } from './settings.ts';
import type { Role } from './record.ts';
import type { Parts } from './selection.ts';
import type { Starting } from './starting.ts';
import { ensureCertificates, serverTls, tlsSecrets } from './tls.ts';
import { noWiring } from './wiring.ts';
import type { PartContext, Wiring } from './wiring.ts';

/**
 * startStores starts databases and control plane side by side, makes each service's database and role,
 * and puts the connection URLs into the secrets. It answers what the chosen parts add to sidecars and apps.
 */
export async function startStores(
  settings: Settings,
  parts: Parts,
  starting: Starting,
  report: Report,
): Promise<Wiring> {
  const { state } = settings;
  const ports = serverPorts(settings);
  const extras = readExtras(settings.root, parts.extra);
  const options = (name: keyof ServerPorts, role: Role): ServerOptions => ({
    directory: join(state, 'data', name),
    port: ports[name],
    log: join(state, 'logs', `${name}.log`),
    onSpawn: starting.recorded(role),
    signal: starting.signal,
  });
  const issuers = issuersOf(extras);
  const wiring: Wiring = {
    ...noWiring(),
    extras,
    appEnv: issuers === undefined ? {} : { NH_IDENTITY__ISSUERS: issuers },
  };
  const place = { settings, parts, starting, wiring, ports, options };
  const secrets = await startSecretStore(place, report);
  const context: PartContext = { ...place, secrets };
  const passwords = ensurePasswords(state, secrets.all);
  const certificates = parts.tls ? await ensureCertificates(state) : undefined;
  if (certificates !== undefined) {
    wiring.certificates = certificates;
    await secrets.set(tlsSecrets(certificates));
  }
  const listening = { tls: certificates === undefined ? undefined : serverTls(certificates) };

  const relational = async (): Promise<Record<string, string>> => {
    const postgres = await startPostgres({
      ...options('postgres', 'store'),
      ...listening,
      password: passwords.postgres,
    });
    const urls: Record<string, string> = { postgres: postgres.url };
    for (const name of databases) {
      urls[name] = await createDatabase(postgres.url, { name, role: name, password: passwords[name] });
    }
    const mongo = await startMongo({
      ...options('mongo', 'server'),
      ...listening,
      postgresUrl: postgres.url,
      user: 'notification',
      password: passwords.notification,
    });
    const url = new URL(mongo.url);
    url.pathname = '/notification';
    urls['notification'] = url.href;
    return urls;
  };

  // Everybody else asks it for a certificate.
  const tls = parts.mtls ? await startMtls(context) : undefined;

  const [urls, consul, broker, redis] = await Promise.all([
    relational(),
    startDiscovery(context),
    startBroker(parts.broker, {
      root: settings.root,
      ports,
      options,
      secrets: secrets.all,
      extras,
      ...listening,
    }),
    startRedis({ ...options('redis', 'store'), ...listening, password: secrets.all['redis-password'] ?? '' }),
    startPlacement({
      ...options('placement', 'server'),
      healthPort: ports.placementHealth,
      raftPort: ports.placementRaft,
      ...tls?.placement,
    }),
    startScheduler({
      ...options('scheduler', 'server'),
      healthPort: ports.schedulerHealth,
      etcdClientPort: ports.schedulerEtcdClient,
      etcdPeerPort: ports.schedulerEtcdPeer,
      ...tls?.scheduler,
    }),
  ]);
  starting.record.stores = {
    ...urls,
    redis: redis.url,
    ...(consul === undefined ? {} : { consul: consul.url }),
    ...(broker === undefined ? {} : { [parts.broker]: broker.url }),
  };
  await secrets.set(
    Object.fromEntries(databaseServices.map(name => [databaseSecret(name), urls[name] ?? ''])),
  );
  return context.wiring;
}
