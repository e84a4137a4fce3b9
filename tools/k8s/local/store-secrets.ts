import { randomSecret } from '../../up/src/platform/secrets.ts';
import { apps, appsNamespace, storesNamespace } from '../places.ts';
import { ensureSecret } from '../secret.ts';

/** StorePasswords are those of servers that must run before there is a Vault. */
export interface StorePasswords {
  postgres: string;
  redis: string;
}

/** makeStoreSecrets generates what is absent: passwords of the stores, and the two tokens of each app and its sidecar. */
export async function makeStoreSecrets(): Promise<StorePasswords> {
  const postgres = await ensureSecret(storesNamespace, 'postgres', () => ({ password: randomSecret() }));
  const redis = await ensureSecret(storesNamespace, 'redis', () => {
    const password = randomSecret();
    return { password, 'redis.conf': redisSettings(password) };
  });
  for (const app of apps) {
    for (const kind of ['api', 'app'])
      await ensureSecret(appsNamespace, `${app}-${kind}-token`, () => ({ token: randomSecret() }));
  }
  return { postgres: postgres['password'] ?? '', redis: redis['password'] ?? '' };
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
