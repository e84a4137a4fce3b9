import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Report } from '../build/report.ts';
import { vaultBinary } from '../build/vault.ts';
import { freePort } from '../process/ports.ts';
import { stopProcess } from '../process/stop.ts';
import type { ProcessRecord } from '../process/child.ts';
import type { VaultApi } from '../servers/vault-api.ts';
import { enableSecrets } from '../servers/vault-secrets.ts';
import { openVault } from '../servers/vault-seal.ts';
import { startVault } from '../servers/vault.ts';

/** vaultDirectory is where a platform's Vault keeps its data; not below data/, with which secrets must not go. */
export const vaultDirectory = (state: string): string => join(state, 'vault');

/** vaultDataOf is where the Vault itself stores, sealed. */
export const vaultDataOf = (state: string): string => join(state, 'vault', 'data');

/** vaultKeysFile is the one file that opens it. */
export const vaultKeysFile = (state: string): string => join(state, 'vault', 'keys.json');

/** tokenFile is where components/secretstore-vault finds the token of one app's sidecar. */
export const tokenFile = (state: string, app: string): string => join(state, 'vault', 'tokens', app);

/** readToken reads it; undefined where there is none. */
export function readToken(state: string, app: string): string | undefined {
  const file = tokenFile(state, app);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** writeToken replaces it. */
export function writeToken(state: string, app: string, token: string): void {
  const file = tokenFile(state, app);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  rmSync(file, { force: true });
  writeFileSync(file, token, { mode: 0o600 });
}

/** openedVault unseals the Vault at `url` and has its engine ready. */
export async function openedVault(state: string, url: string): Promise<VaultApi> {
  const api = await openVault(url, vaultKeysFile(state));
  await enableSecrets(api);
  return api;
}

/** withVault runs a Vault for one piece of work while no platform runs. */
export async function withVault<T>(
  state: string,
  report: Report,
  work: (api: VaultApi) => Promise<T>,
): Promise<T> {
  await vaultBinary(report);
  let running: ProcessRecord | undefined;
  try {
    const server = await startVault({
      directory: vaultDirectory(state),
      port: await freePort(),
      clusterPort: await freePort(),
      log: join(state, 'logs', 'vault.log'),
      onSpawn: record => (running = record),
    });
    return await work(await openedVault(state, server.url));
  } finally {
    if (running !== undefined) await stopProcess(running);
  }
}
