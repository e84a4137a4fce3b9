import { chownSync, copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePasswords, databases, databaseSecret } from '../../up/src/platform/passwords.ts';
import { placeOf } from '../../up/src/platform/secret-keeper.ts';
import { ensureSecrets, setSecrets } from '../../up/src/platform/secrets.ts';
import { createAuthority, issue } from '../../up/src/servers/certificates.ts';
import { readChoices } from '../src/choices.ts';
import { put } from '../src/files.ts';
import { configureServers } from '../src/servers.ts';

/**
 * `make compose-elsewhere`, run on the host as root: certificates, settings and secrets of servers with TLS, as those
 * that docker-compose.prod.yml expects to run elsewhere, in .run/elsewhere. For trying that file, and nothing else.
 */
const root = join(import.meta.dirname, '../../..');
const out = join(root, '.run/elsewhere');
const state = join(out, 'state');
const at = (server: string): string => `${server}.elsewhere.test`;

/** Users of the servers' images: each reads its own key. */
const users = {
  postgres: 999,
  redis: 999,
  rabbitmq: 999,
  mongo: 65_532,
  vault: 100,
  doors: 65_532,
  gateway: 65_532,
};

async function makeCertificates(): Promise<{ authority: string; client: { cert: string; key: string } }> {
  const folder = join(out, 'authority');
  const authority = await createAuthority(folder, 'ca', { name: 'Elsewhere', days: 30 });
  for (const [server, uid] of Object.entries(users)) {
    const hosts = [at(server), at('sandbox'), at('hooks'), 'localhost', '127.0.0.1'];
    const made = await issue(authority, server, { hosts, days: 30 });
    const own = join(out, server, 'tls');
    mkdirSync(own, { recursive: true });
    copyFileSync(authority.cert, join(own, 'authorities.crt'));
    copyFileSync(made.cert, join(own, 'tls.crt'));
    copyFileSync(made.key, join(own, 'tls.key'));
    chownSync(join(own, 'tls.key'), uid, uid);
  }
  return {
    authority: authority.cert,
    client: await issue(authority, 'client', { hosts: ['client'], days: 30 }),
  };
}

const tls = { cert: '/conf/tls/tls.crt', key: '/conf/tls/tls.key', ca: '/conf/tls/authorities.crt' };
const redis = `port 0
tls-port 6379
tls-cert-file ${tls.cert}
tls-key-file ${tls.key}
tls-ca-cert-file ${tls.ca}
tls-auth-clients yes
`;
const rabbitmq = `listeners.tcp = none
listeners.ssl.1 = 0.0.0.0:5671
ssl_options.certfile = ${tls.cert}
ssl_options.keyfile = ${tls.key}
ssl_options.cacertfile = ${tls.ca}
ssl_options.verify = verify_none
ssl_options.fail_if_no_peer_cert = false
load_definitions = /conf/definitions.json
consumer_timeout = 300000
`;
// `provision` shares its network, and asks without TLS over loopback.
const vault = {
  storage: { file: { path: '/vault/file' } },
  listener: [
    { tcp: { address: '0.0.0.0:8200', tls_cert_file: tls.cert, tls_key_file: tls.key } },
    { tcp: { address: '127.0.0.1:8202', tls_disable: true } },
  ],
  api_addr: `https://${at('vault')}:8200`,
  disable_mlock: true,
};

if (placeOf(state) === 'vault') throw new Error('.run/elsewhere is in use: remove it, and the volumes');
mkdirSync(out, { recursive: true, mode: 0o700 });
const { authority, client } = await makeCertificates();
const secrets = ensureSecrets(state);
const passwords = ensurePasswords(state, secrets);
const urls = databases.map(name => [
  databaseSecret(name),
  `postgresql://${name}:${passwords[name]}@${at('postgres')}:5432/${name}?sslmode=verify-full`,
]);
const login = `notification:${passwords.notification}@${at('mongo')}:27017`;
setSecrets(state, {
  ...(Object.fromEntries(urls) as Record<string, string>),
  [databaseSecret('notification')]: `mongodb://${login}/notification?authMechanism=PLAIN&tls=true`,
  'tls-authority': readFileSync(authority, 'utf8'),
  'redis-client-certificate': readFileSync(client.cert, 'utf8'),
  'redis-client-key': readFileSync(client.key, 'utf8'),
});
configureServers({ ...readChoices({}), out, components: join(root, 'components') }, secrets, passwords);
writeFileSync(
  join(out, 'redis/redis.conf'),
  `${readFileSync(join(out, 'redis/redis.conf'), 'utf8')}${redis}`,
);
put(join(out, 'rabbitmq/rabbitmq.conf'), rabbitmq);
put(join(out, 'vault/vault.json'), JSON.stringify(vault));
// The sandbox provider, offered outside of the profile local: in this trial alone.
const provider = readFileSync(join(root, 'services/integration/catalogue/sandbox.yaml'), 'utf8');
cpSync(join(root, 'services/integration/catalogue'), join(out, 'catalogue'), { recursive: true });
rmSync(join(out, 'catalogue/sandbox.yaml'));
put(join(out, 'catalogue/sandbox.yaml'), provider.replace(/^profiles:.*\n/m, ''));
