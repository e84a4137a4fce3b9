import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vaultBinary } from '../build/vault.ts';
import { launch } from '../process/child.ts';
import { untilReady } from '../process/wait.ts';
import type { Server, ServerOptions } from './server.ts';
import { vaultApi } from './vault-api.ts';

/** VaultOptions: the cluster port is Vault's own, for others of its kind; there are none. */
export interface VaultOptions extends ServerOptions {
  clusterPort: number;
}

/**
 * startVault runs a Vault with its data on disk, on loopback. It answers, but is sealed, and at its first start not
 * even initialised: openVault does both.
 */
export async function startVault(options: VaultOptions): Promise<Server> {
  const binary = await vaultBinary();
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const settings = join(options.directory, 'vault.json');
  writeFileSync(settings, JSON.stringify(settingsOf(options), undefined, 2), { mode: 0o600 });
  const url = `http://127.0.0.1:${String(options.port)}`;
  const child = await launch({
    name: 'vault',
    command: binary,
    args: ['server', `-config=${settings}`],
    log: options.log,
    ports: { http: options.port },
    url,
    env: withoutVaultSettings(),
    onSpawn: options.onSpawn,
    signal: options.signal,
  });
  const ask = vaultApi(url);
  await untilReady(child, async () => (await ask('GET', 'sys/seal-status')).status === 200, {
    what: 'answers',
    timeoutMs: 60_000,
    signal: options.signal,
  });
  return { pid: child.record.pid, port: options.port, log: options.log, url, stop: child.stop };
}

function settingsOf({ directory, port, clusterPort }: VaultOptions): object {
  const at = (number: number): string => `127.0.0.1:${String(number)}`;
  return {
    storage: { file: { path: join(directory, 'data') } },
    listener: { tcp: { address: at(port), cluster_address: at(clusterPort), tls_disable: true } },
    api_addr: `http://${at(port)}`,
    // Locking its memory needs a right that a developer's process has not.
    disable_mlock: true,
    ui: false,
    // Tokens of sidecars live as long as a platform may run without a restart.
    max_lease_ttl: '8784h',
    log_level: 'info',
  };
}

/** A person's VAULT_TOKEN or VAULT_ADDR is for another Vault. */
function withoutVaultSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VAULT_')));
}
