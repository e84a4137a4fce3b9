import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { moveToVault, placeOf, vaultKeeper } from '../../up/src/platform/secret-keeper.ts';
import { neededSecrets } from '../../up/src/platform/secret-needs.ts';
import { completed, readSecretsFile } from '../../up/src/platform/secrets.ts';
import { vaultKeysFile } from '../../up/src/platform/vault-place.ts';
import { grantSecrets, issueToken } from '../../up/src/servers/vault-access.ts';
import type { VaultApi } from '../../up/src/servers/vault-api.ts';
import { openVault } from '../../up/src/servers/vault-seal.ts';
import { enableSecrets } from '../../up/src/servers/vault-secrets.ts';
import { apps, type Choices } from './choices.ts';
import { put } from './files.ts';
import { folders } from './sidecars.ts';

/** What one app's sidecar reads: no more is shown to it, in either store. */
function needs(choices: Choices, app: string): string[] {
  return neededSecrets(choices.components, {
    appID: app,
    configFilePath: `configuration/${app}.yaml`,
    configOverlays: [],
    componentOverlays: [],
    resourcesPaths: folders(choices),
  } as unknown as Parameters<typeof neededSecrets>[1]);
}

/** fillFiles gives every sidecar a file with its own secrets. */
export function fillFiles(choices: Choices, state: string): void {
  if (placeOf(state) === 'vault')
    throw new Error(
      'The secrets are in Vault: SECRETS=vault, or remove .run/compose and the volumes to begin anew',
    );
  const secrets = readSecretsFile(state);
  for (const app of apps) {
    const own = needs(choices, app).filter(name => name in secrets);
    const text = JSON.stringify(Object.fromEntries(own.map(name => [name, secrets[name]])), undefined, 2);
    put(join(choices.out, 'sidecars', app, 'secrets.json'), text);
  }
}

/**
 * fillVault unseals Vault, brings it the secrets at the first start and later those that a newer version adds, and gives
 * every sidecar a token of its own. A token that works is renewed and stays: sidecars that run have read it, once.
 */
export async function fillVault(choices: Choices, state: string): Promise<void> {
  const url = process.env['VAULT_URL'] ?? 'http://vault:8200';
  const api = await openVault(url, vaultKeysFile(state));
  await enableSecrets(api);
  if (placeOf(state) === 'file') await moveToVault(state, api);
  const kept = await vaultKeeper(api);
  await kept.set(completed(kept.all));
  for (const app of apps) {
    await grantSecrets(api, app, needs(choices, app));
    const file = join(choices.out, 'sidecars', app, 'vault-token');
    if (!(await isRenewed(api, file))) put(file, await issueToken(api, app));
  }
}

async function isRenewed(api: VaultApi, file: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  const { status } = await api('POST', 'auth/token/renew', { token: readFileSync(file, 'utf8') });
  return status === 200;
}
