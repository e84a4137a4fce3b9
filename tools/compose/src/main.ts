import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensurePasswords } from '../../up/src/platform/passwords.ts';
import { placeOf } from '../../up/src/platform/secret-keeper.ts';
import { ensureSecrets, readSecretsFile, setSecrets } from '../../up/src/platform/secrets.ts';
import { apps, type Choices, readChoices } from './choices.ts';
import { databaseUrls, makeDatabases } from './databases.ts';
import { configureServers } from './servers.ts';
import { placeComponents } from './sidecars.ts';
import { fillFiles, fillVault } from './stores.ts';

/**
 * What docker-compose.yml runs once before the rest, at every `up`, and what changes nothing that is there already:
 * `prepare` before any server, `provision` when PostgreSQL and Vault answer.
 */
const steps: Record<string, (choices: Choices, state: string) => Promise<void> | void> = {
  prepare(choices, state) {
    for (const app of apps) placeComponents(choices, app);
    if (choices.external) return;
    // With Vault the secrets leave the file at the first start; what servers read was written then.
    if (placeOf(state) !== 'vault') {
      const secrets = ensureSecrets(state);
      const passwords = ensurePasswords(state, secrets);
      setSecrets(state, databaseUrls(choices, passwords));
      configureServers(choices, secrets, passwords);
    } else if (!existsSync(join(choices.out, 'redis/redis.conf')))
      throw new Error('The secrets are in Vault, and what the servers read is gone: put .run/compose back');
  },
  async provision(choices, state) {
    if (placeOf(state) === 'file')
      await makeDatabases(choices, ensurePasswords(state, readSecretsFile(state)));
    if (choices.secrets === 'vault') await fillVault(choices, state);
    else fillFiles(choices, state);
  },
};

try {
  const choices = readChoices(process.env);
  mkdirSync(choices.out, { recursive: true });
  chmodSync(choices.out, 0o700);
  const step = steps[process.argv[2] ?? ''];
  if (step === undefined) throw new Error(`Say ${Object.keys(steps).join(' or ')}`);
  await step(choices, join(choices.out, 'state'));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
