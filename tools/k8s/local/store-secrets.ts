import { join } from 'node:path';
import { type Secrets, randomSecret } from '../../up/src/platform/secrets.ts';
import { definitionsOf } from '../../up/src/servers/rabbitmq-definitions.ts';
import { apps, appsNamespace, broker, root, storesNamespace } from '../places.ts';
import { ensureSecret } from '../secret.ts';

/** StorePasswords are those of servers that must run before there is a Vault. */
export interface StorePasswords {
  /** Of PostgreSQL, which no app knows. */
  superuser: string;
  /** What goes into Vault, by the name of its secret there. */
  secrets: Secrets;
}

/** makeStoreSecrets generates what is absent: passwords of the stores, and the two tokens of each app and its sidecar. */
export async function makeStoreSecrets(): Promise<StorePasswords> {
  const postgres = await ensureSecret(storesNamespace, 'postgres', () => ({ password: randomSecret() }));
  const redis = await ensureSecret(storesNamespace, 'redis', () => {
    const password = randomSecret();
    return { password, 'redis.conf': redisSettings(password) };
  });
  const secrets: Secrets = { 'redis-password': redis['password'] ?? '' };
  if (broker === 'rabbitmq') secrets['rabbitmq-password'] = await rabbitmqPassword();
  for (const app of apps) {
    for (const kind of ['api', 'app'])
      await ensureSecret(appsNamespace, `${app}-${kind}-token`, () => ({ token: randomSecret() }));
  }
  return { superuser: postgres['password'] ?? '', secrets };
}

async function rabbitmqPassword(): Promise<string> {
  const definitions = join(root, 'components/pubsub-rabbitmq/definitions.json');
  const made = await ensureSecret(storesNamespace, 'rabbitmq', () => {
    const password = randomSecret();
    return {
      password,
      'definitions.json': definitionsOf({ user: 'neighbourhood', password, definitions }),
    };
  });
  return made['password'] ?? '';
}

/** As tools/up/src/servers/redis.ts: nothing is lost, a full memory refuses writes. */
function redisSettings(password: string): string {
  return [
    'bind 0.0.0.0',
    'port 6379',
    'dir /data',
    'databases 16',
    'appendonly yes',
    'appendfsync everysec',
    'maxmemory-policy noeviction',
    'save ""',
    'notify-keyspace-events Kg$xe',
    `requirepass "${password}"`,
    '',
  ].join('\n');
}
