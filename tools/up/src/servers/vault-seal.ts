import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../process/failure.ts';
import { asked, type VaultApi, vaultApi } from './vault-api.ts';

/** VaultKeys open a Vault and may do everything in it. */
export interface VaultKeys {
  unsealKey: string;
  rootToken: string;
}

/**
 * openVault unseals the Vault at `url`, and initialises it before if nobody did. Its keys lie in a file that only
 * its owner can read; they are never an argument and never in an environment. Answers the API in the root token's name.
 */
export async function openVault(url: string, keysFile: string): Promise<VaultApi> {
  const anonymous = vaultApi(url);
  const { initialized, sealed } = (await asked(anonymous, 'GET', 'sys/seal-status')) as {
    initialized: boolean;
    sealed: boolean;
  };
  if (!initialized) await initialise(anonymous, keysFile);
  const keys = readVaultKeys(keysFile);
  if (keys === undefined) {
    throw new Failure(
      `vault: it was initialised before, and ${keysFile}, which alone opens it, is gone. Put the file back: its secrets, which data depend on, cannot be read without it`,
    );
  }
  if (!initialized || sealed) await unseal(anonymous, keys, keysFile);
  const api = vaultApi(url, keys.rootToken);
  await untilActive(anonymous);
  return api;
}

/** readVaultKeys reads the keys of a Vault that was initialised; undefined where there is no file. */
export function readVaultKeys(file: string): VaultKeys | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const { unsealKey, rootToken } = JSON.parse(readFileSync(file, 'utf8')) as Partial<VaultKeys>;
    if (typeof unsealKey === 'string' && typeof rootToken === 'string') return { unsealKey, rootToken };
  } catch {
    // Said below, without quoting anything of it.
  }
  throw new Failure(`${file} is not JSON with unsealKey and rootToken. It opens Vault: repair it`);
}

async function initialise(api: VaultApi, keysFile: string): Promise<void> {
  if (existsSync(keysFile)) {
    throw new Failure(
      `vault: ${keysFile} belongs to a Vault whose data are gone, and with them its secrets. Put the data back, or remove the file to begin anew: what was encrypted with those secrets is lost then`,
    );
  }
  // One share: whoever can read the file has it all anyway.
  const made = (await asked(api, 'POST', 'sys/init', { secret_shares: 1, secret_threshold: 1 })) as {
    keys_base64: string[];
    root_token: string;
  };
  const keys: VaultKeys = { unsealKey: made.keys_base64[0] ?? '', rootToken: made.root_token };
  mkdirSync(dirname(keysFile), { recursive: true, mode: 0o700 });
  writeFileSync(keysFile, `${JSON.stringify(keys, undefined, 2)}\n`, { mode: 0o600, flush: true });
}

async function unseal(api: VaultApi, { unsealKey }: VaultKeys, keysFile: string): Promise<void> {
  const { status, body } = await api('POST', 'sys/unseal', { key: unsealKey });
  if (status !== 200 || body['sealed'] !== false)
    throw new Failure(`vault: the unseal key in ${keysFile} is not that of this Vault: it stays sealed`);
}

/** Unsealed, it takes a moment to take its place. */
async function untilActive(api: VaultApi): Promise<void> {
  const deadline = Date.now() + 60_000;
  while ((await api('GET', 'sys/health')).status !== 200) {
    if (Date.now() > deadline) throw new Failure('vault: it is unsealed, but not active after 60 s');
    await pause(50);
  }
}
