import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../process/failure.ts';
import { asked, type VaultApi } from './vault-api.ts';

/** Where components/secretstore-vault looks: the KV engine, version 2, and our folder in it. */
export const vaultEngine = 'secret';
export const vaultFolder = 'neighbourhood';

/** vaultPath is where the API has the value of one secret. */
export function vaultPath(name: string): string {
  return `${vaultEngine}/data/${vaultFolder}/${name}`;
}

/** enableSecrets mounts the engine where that was not done yet. */
export async function enableSecrets(api: VaultApi): Promise<void> {
  const mounts = await asked(api, 'GET', 'sys/mounts');
  if (!(`${vaultEngine}/` in mounts)) {
    await asked(api, 'POST', `sys/mounts/${vaultEngine}`, { type: 'kv', options: { version: '2' } });
  }
  // A new mount says for a moment that it is being upgraded.
  const deadline = Date.now() + 30_000;
  for (;;) {
    const { status } = await api('LIST', `${vaultEngine}/metadata/${vaultFolder}`);
    if (status === 200 || status === 404) return;
    if (Date.now() > deadline) throw new Failure(`vault: ${vaultEngine}/ is not ready after 30 s`);
    await pause(50);
  }
}

/** readSecrets reads all secrets of the folder. */
export async function readSecrets(api: VaultApi): Promise<Record<string, string>> {
  const { status, body } = await api('LIST', `${vaultEngine}/metadata/${vaultFolder}`);
  if (status === 404) return {};
  if (status !== 200) throw new Failure(`vault: its secrets cannot be listed (${String(status)})`);
  const { keys } = body['data'] as { keys: string[] };
  const secrets = await Promise.all(keys.map(async name => [name, await readSecret(api, name)] as const));
  return Object.fromEntries(secrets.filter((one): one is [string, string] => one[1] !== undefined));
}

/** readSecret reads one; undefined where there is none, or its newest version was deleted. */
export async function readSecret(api: VaultApi, name: string): Promise<string | undefined> {
  const { status, body } = await api('GET', vaultPath(name));
  if (status === 404) return undefined;
  if (status !== 200) throw new Failure(`vault: the secret ${name} cannot be read (${String(status)})`);
  const { data } = (body['data'] ?? {}) as { data?: Record<string, string> };
  return data?.[name];
}

/** writeSecret makes a new version. One key, of the secret's own name: so the file store answers, too. */
export async function writeSecret(api: VaultApi, name: string, value: string): Promise<void> {
  await asked(api, 'POST', vaultPath(name), { data: { [name]: value } });
}

/** removeSecret removes all versions. */
export async function removeSecret(api: VaultApi, name: string): Promise<void> {
  await asked(api, 'DELETE', `${vaultEngine}/metadata/${vaultFolder}/${name}`);
}
