import { join } from 'node:path';
import { ensurePasswords, databases } from '../../up/src/platform/passwords.ts';
import { moveToVault, placeOf } from '../../up/src/platform/secret-keeper.ts';
import { neededSecrets } from '../../up/src/platform/secret-needs.ts';
import { readSecretsFile } from '../../up/src/platform/secrets.ts';
import { openedVault } from '../../up/src/platform/vault-place.ts';
import { createDatabase } from '../../up/src/servers/postgres-database.ts';
import { grantSecrets, issueToken } from '../../up/src/servers/vault-access.ts';
import { apps } from '../src/choices.ts';
import { put } from '../src/files.ts';

/** Run once beside the servers: databases, a Vault that is open and filled, and a token of Vault's for each app. */
const out = '/out';
const state = join(out, 'state');

if (placeOf(state) === 'file') {
  const passwords = ensurePasswords(state, readSecretsFile(state));
  const superuser = `postgresql://postgres:${passwords.postgres}@postgres.elsewhere.test:5432/postgres?sslmode=verify-full`;
  for (const name of databases)
    await createDatabase(superuser, { name, role: name, password: passwords[name] });
  await createDatabase(superuser, {
    name: 'ferretdb',
    role: 'notification',
    password: passwords.notification,
  });
}
const vault = await openedVault(state, 'http://127.0.0.1:8202');
if (placeOf(state) === 'file') await moveToVault(state, vault);
for (const app of apps) {
  const needed = neededSecrets('/components', {
    appID: app,
    configFilePath: `configuration/${app}.yaml`,
    configOverlays: [],
    componentOverlays: ['tls'],
    resourcesPaths: ['common', 'pubsub-rabbitmq', 'secretstore-vault'],
  } as unknown as Parameters<typeof neededSecrets>[1]);
  await grantSecrets(vault, app, needed);
  put(join(out, 'vault-tokens', app), await issueToken(vault, app));
}
