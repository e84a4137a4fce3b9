import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRunFile } from '../../up/src/platform/run-file.ts';
import { neededSecrets } from '../../up/src/platform/secret-needs.ts';
import { type Secrets, completed, writePrivately } from '../../up/src/platform/secrets.ts';
import { selectApps, usualParts } from '../../up/src/platform/selection.ts';
import { grantSecrets, issueToken } from '../../up/src/servers/vault-access.ts';
import type { VaultApi } from '../../up/src/servers/vault-api.ts';
import { openVault } from '../../up/src/servers/vault-seal.ts';
import { enableSecrets, readSecrets, writeSecret as putSecret } from '../../up/src/servers/vault-secrets.ts';
import { through } from '../kubectl.ts';
import { appsNamespace, broker, root, storesNamespace } from '../places.ts';
import { ensureSecret, readSecret, writeSecret } from '../secret.ts';

const keysSecret = 'vault-keys';

/**
 * fillVault opens the cluster's Vault and completes the secrets in it, as `make up SECRETS=vault` does: what is given,
 * what is absent generated; a policy for each app, and a token that its sidecar finds in a Secret. Answers all secrets.
 */
export async function fillVault(given: Secrets): Promise<Secrets> {
  return through(storesNamespace, 'service/vault', 8200, async address => {
    const api = await opened(`http://${address}`);
    await enableSecrets(api);
    const known = await readSecrets(api);
    const all = completed({ ...known, ...given });
    for (const [name, value] of Object.entries(all))
      if (known[name] !== value) await putSecret(api, name, value);
    await issueTokens(api);
    await writeSecret(storesNamespace, 'sandbox', {
      'secrets.json': JSON.stringify({ 'provider-sandbox': all['provider-sandbox'] }),
    });
    return all;
  });
}

/** The keys of a development cluster lie in the cluster, so that they go with it. */
async function opened(url: string): Promise<VaultApi> {
  const folder = mkdtempSync(join(tmpdir(), 'vault-keys-'));
  const file = join(folder, 'keys.json');
  try {
    const known = await readSecret(storesNamespace, keysSecret);
    if (known?.['keys.json'] !== undefined) writePrivately(file, known['keys.json']);
    const api = await openVault(url, file);
    if (known === undefined)
      await writeSecret(storesNamespace, keysSecret, { 'keys.json': readFileSync(file, 'utf8') });
    return api;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function issueTokens(api: VaultApi): Promise<void> {
  const parts = { ...usualParts, broker, secrets: 'vault' };
  for (const app of selectApps(root, readRunFile(root), parts)) {
    await grantSecrets(api, app.appID, neededSecrets(root, app));
    const name = `${app.appID}-vault-token`;
    const known = (await readSecret(appsNamespace, name))?.['token'];
    if (known !== undefined && (await api('POST', 'auth/token/lookup', { token: known })).status === 200)
      continue;
    const token = await issueToken(api, app.appID);
    await (known === undefined
      ? ensureSecret(appsNamespace, name, () => ({ token }))
      : writeSecret(appsNamespace, name, { token }));
  }
}
