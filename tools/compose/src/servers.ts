import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Passwords } from '../../up/src/platform/passwords.ts';
import type { Secrets } from '../../up/src/platform/secrets.ts';
import type { Choices } from './choices.ts';
import { put } from './files.ts';

/** configureServers writes what each server reads at its start, passwords included, into its own folder. */
export function configureServers({ out, components }: Choices, secrets: Secrets, passwords: Passwords): void {
  const secret = (name: string): string => secrets[name] ?? '';
  put(join(out, 'postgres/password'), passwords.postgres);
  put(join(out, 'redis/redis.conf'), redis(secret('redis-password')));
  put(join(out, 'rabbitmq/rabbitmq.conf'), rabbitmq);
  put(join(out, 'rabbitmq/enabled_plugins'), '[].\n');
  const definitions = readFileSync(join(components, 'pubsub-rabbitmq/definitions.json'), 'utf8');
  put(join(out, 'rabbitmq/definitions.json'), withUser(definitions, secret('rabbitmq-password')));
  put(join(out, 'kafka/client.jaas'), kafkaLogin(secret('kafka-password')));
  put(join(out, 'mongo/root-password'), randomBytes(32).toString('base64url'));
  put(join(out, 'mongo/init/notification.js'), mongoUser(passwords.notification));
  put(join(out, 'vault/vault.json'), JSON.stringify(vault, undefined, 2));
  const sandbox = 'provider-sandbox';
  put(join(out, 'sandbox/secrets.json'), JSON.stringify({ [sandbox]: secret(sandbox) }));
}

/** As tools/up/src/servers/redis.ts: nothing is lost, and nothing evicted. */
function redis(password: string): string {
  return [
    'bind * -::*',
    'dir /data',
    'appendonly yes',
    'appendfsync everysec',
    'maxmemory-policy noeviction',
    'save ""',
    'notify-keyspace-events Kg$xe',
    `requirepass "${password}"`,
    '',
  ].join('\n');
}

const rabbitmq = `listeners.tcp.1 = 0.0.0.0:5672
load_definitions = /conf/definitions.json
consumer_timeout = 300000
`;

function withUser(definitions: string, password: string): string {
  const name = 'neighbourhood';
  const salt = randomBytes(4);
  const hash = createHash('sha256').update(salt).update(password).digest();
  const user = {
    name,
    password_hash: Buffer.concat([salt, hash]).toString('base64'),
    hashing_algorithm: 'rabbit_password_hashing_sha256',
    tags: '',
  };
  const permissions = [{ user: name, vhost: '/', configure: '.*', write: '.*', read: '.*' }];
  const given = JSON.parse(definitions) as object;
  return JSON.stringify({ vhosts: [{ name: '/' }], ...given, users: [user], permissions }, undefined, 2);
}

function kafkaLogin(password: string): string {
  const user = 'neighbourhood';
  return `KafkaServer {
  org.apache.kafka.common.security.plain.PlainLoginModule required
  username="${user}" password="${password}" user_${user}="${password}";
};
`;
}

/** Run once, by the official image, when its data directory is made. */
function mongoUser(password: string): string {
  const user = { user: 'notification', pwd: password, roles: ['readWrite', 'dbAdmin'] };
  const databases = ['neighbourhood_notification', 'notification'];
  return databases
    .map(name => {
      const roles = user.roles.map(role => ({ role, db: name }));
      return `db.getSiblingDB('${name}').createUser(${JSON.stringify({ ...user, roles })});\n`;
    })
    .join('');
}

const vault = {
  storage: { file: { path: '/vault/file' } },
  listener: { tcp: { address: '0.0.0.0:8200', tls_disable: true } },
  api_addr: 'http://vault:8200',
  disable_mlock: true,
  ui: false,
  max_lease_ttl: '8784h',
};
