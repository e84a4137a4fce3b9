import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import type { Report } from '../build/report.ts';
import { Failure } from '../process/failure.ts';
import { isSame } from '../process/identity.ts';
import type { VaultApi } from '../servers/vault-api.ts';
import { readSecrets, removeSecret, writeSecret } from '../servers/vault-secrets.ts';
import { readRecord } from './record.ts';
import { type Secrets, readSecretsFile, secretsFile, writePrivately, writeSecretsFile } from './secrets.ts';
import { openedVault, vaultDataOf, vaultKeysFile, withVault } from './vault-place.ts';

/** SecretKeeper is the place where the secrets of a platform lie. */
export interface SecretKeeper {
  /** All of them, as they are now. */
  readonly all: Readonly<Secrets>;
  /** Adds or replaces some. */
  set(values: Secrets): Promise<void>;
}

/** fileKeeper keeps them in `.run/secrets.json`, and has sidecars that run read it again. */
export function fileKeeper(state: string): SecretKeeper {
  return {
    get all() {
      return readSecretsFile(state);
    },
    set(values) {
      const known = readSecretsFile(state);
      const changed = Object.entries(values).some(([name, value]) => known[name] !== value);
      if (changed) {
        writeSecretsFile(state, { ...known, ...values });
        touchComponent(state);
      }
      return Promise.resolve();
    },
  };
}

/**
 * Dapr reads the file when it loads the component, and loads that again when the file of the component says something
 * else. What it says else here, Dapr does not look at.
 */
function touchComponent(state: string): void {
  const file = join(state, 'placed', 'components', 'secretstore-file', 'secretstore.yaml');
  if (!existsSync(file)) return;
  const document = parseDocument(readFileSync(file, 'utf8'));
  const entries = (document.toJS() as { spec: { metadata: { name: string; value: string }[] } }).spec
    .metadata;
  const others = entries.filter(({ name }) => name !== 'changedAt');
  document.setIn(['spec', 'metadata'], [...others, { name: 'changedAt', value: new Date().toISOString() }]);
  writePrivately(file, String(document));
}

/** vaultKeeper keeps them in Vault; what did not change is not written again. */
export async function vaultKeeper(api: VaultApi): Promise<SecretKeeper> {
  const all = await readSecrets(api);
  return {
    all,
    async set(values) {
      for (const [name, value] of Object.entries(values)) {
        if (all[name] === value) continue;
        await writeSecret(api, name, value);
        all[name] = value;
      }
    },
  };
}

/**
 * placeOf tells where the secrets are. They are in one place only: the file, as long as there is one, else Vault. So a
 * move that is cut off leaves them where they were.
 */
export function placeOf(state: string): 'file' | 'vault' | 'nowhere' {
  if (existsSync(secretsFile(state))) return 'file';
  // Either without the other is a Vault as well, one that is broken: secrets must not be made anew in its place.
  return [vaultKeysFile(state), vaultDataOf(state)].some(existsSync) ? 'vault' : 'nowhere';
}

/** withSecrets gives the secrets of a platform, wherever they lie, running or not, to one piece of work. */
export async function withSecrets<T>(
  state: string,
  report: Report,
  work: (secrets: SecretKeeper) => Promise<T>,
): Promise<T> {
  const place = placeOf(state);
  if (place === 'nowhere') throw new Failure(`There are no secrets in ${state} yet: make up makes them`);
  if (place === 'file') return work(fileKeeper(state));
  const running = readRecord(state)?.processes.find(({ name }) => name === 'vault');
  if (running?.url !== undefined && isSame(running)) {
    return work(await vaultKeeper(await openedVault(state, running.url)));
  }
  return withVault(state, report, async api => work(await vaultKeeper(api)));
}

/** moveToVault puts everything that the file has into Vault, checks that it is there, and removes the file. */
export async function moveToVault(state: string, api: VaultApi): Promise<void> {
  const secrets = readSecretsFile(state);
  const before = await readSecrets(api);
  for (const name of Object.keys(before)) if (!(name in secrets)) await removeSecret(api, name);
  for (const [name, value] of Object.entries(secrets)) {
    if (before[name] !== value) await writeSecret(api, name, value);
  }
  const after = await readSecrets(api);
  const lost = Object.entries(secrets).find(([name, value]) => after[name] !== value);
  if (lost !== undefined) {
    throw new Failure(`vault: ${lost[0]} is not what was written; the secrets stay in ${secretsFile(state)}`);
  }
  rmSync(secretsFile(state));
}

/** moveToFile is the way back. Vault keeps its copy, which does not count any more. */
export async function moveToFile(state: string, report: Report): Promise<void> {
  writeSecretsFile(state, await withVault(state, report, readSecrets));
}
