import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProcessRecord } from '../../src/process/child.ts';
import { isFree } from '../../src/process/ports.ts';
import { stopProcess } from '../../src/process/stop.ts';
import type { ServerOptions } from '../../src/servers/server.ts';
import type { VaultApi } from '../../src/servers/vault-api.ts';
import { openVault } from '../../src/servers/vault-seal.ts';
import { startVault } from '../../src/servers/vault.ts';
import type { SecretKeeper } from '../../src/platform/secret-keeper.ts';
import { startSecretStore } from '../../src/platform/secret-store.ts';
import { usualParts } from '../../src/platform/selection.ts';
import { readSettings, serverPorts, type Settings } from '../../src/platform/settings.ts';
import { vaultDirectory, vaultKeysFile } from '../../src/platform/vault-place.ts';
import { noWiring } from '../../src/platform/wiring.ts';

/** VaultPlace is the secret store of a platform of which nothing else runs. */
export interface VaultPlace {
  settings: Settings;
  url: string;
  /** As `make up SECRETS=…` does. */
  start(secrets?: 'vault' | 'file'): Promise<SecretKeeper>;
  /** Starts the Vault again and opens it, and nothing else, as whoever runs it elsewhere does. */
  reopen(): Promise<VaultApi>;
  /** Ends the Vault, as `make down` or a crash does. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** createVaultPlace makes one in a temporary folder, on ports of its own. */
export async function createVaultPlace(): Promise<VaultPlace> {
  const state = mkdtempSync(join(tmpdir(), 'up-vault-'));
  const settings: Settings = { ...readSettings({}), state, portOffset: await freeOffset() };
  const ports = serverPorts(settings);
  let running: ProcessRecord | undefined;
  const options = (name: string, port: number): ServerOptions => ({
    directory: join(state, 'data', name),
    port,
    log: join(state, `${name}.log`),
    onSpawn: record => (running = record),
  });
  const stop = async (): Promise<void> => {
    if (running !== undefined) await stopProcess(running);
    running = undefined;
  };
  return {
    settings,
    url: `http://127.0.0.1:${String(ports.vault)}`,
    start: (secrets = 'vault') =>
      startSecretStore({
        settings,
        parts: { ...usualParts, secrets },
        wiring: noWiring(),
        ports,
        options: name => options(name, ports[name]),
      }),
    async reopen() {
      const { url } = await startVault({
        ...options('vault', ports.vault),
        directory: vaultDirectory(state),
        clusterPort: ports.vaultCluster,
      });
      return openVault(url, vaultKeysFile(state));
    },
    stop,
    async remove() {
      await stop();
      rmSync(state, { recursive: true, force: true });
    },
  };
}

async function freeOffset(): Promise<number> {
  for (;;) {
    const offset = 5_000 + Math.floor(Math.random() * 900) * 10;
    const { vault, vaultCluster } = serverPorts({ ...readSettings({}), portOffset: offset });
    if ((await isFree(vault)) && (await isFree(vaultCluster))) return offset;
  }
}
