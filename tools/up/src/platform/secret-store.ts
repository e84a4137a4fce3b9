import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../build/report.ts';
import { silent } from '../build/report.ts';
import { grantSecrets, issueToken, revokeToken } from '../servers/vault-access.ts';
import type { VaultApi } from '../servers/vault-api.ts';
import { startVault } from '../servers/vault.ts';
import { readRunFile } from './run-file.ts';
import {
  type SecretKeeper,
  fileKeeper,
  moveToFile,
  moveToVault,
  placeOf,
  vaultKeeper,
} from './secret-keeper.ts';
import { neededSecrets } from './secret-needs.ts';
import { completed, type Secrets, writePrivately } from './secrets.ts';
import { selectApps } from './selection.ts';
import {
  openedVault,
  readToken,
  vaultDataOf,
  vaultDirectory,
  vaultKeysFile,
  writeToken,
} from './vault-place.ts';
import type { PartContext } from './wiring.ts';

/** What a secret store needs of the platform that is being started. */
type Place = Pick<PartContext, 'settings' | 'parts' | 'wiring' | 'ports' | 'options'>;

/** Lets sidecars read the file store again, which they otherwise do at their start only. */
const hotReload = './components/secretstore-file/hot-reload/configuration.yaml';

/**
 * startSecretStore has all secrets in the store that was chosen, moved there from the other one if need be, and those
 * that are absent generated. With Vault, every sidecar gets a token of its own, new at every start.
 */
export async function startSecretStore(context: Place, report: Report = silent): Promise<SecretKeeper> {
  const { settings, parts, wiring, ports, options } = context;
  const { state } = settings;
  const issuers = wiring.extras.map(({ appId }) => appId);
  const place = placeOf(state);
  if (parts.secrets !== 'vault') {
    if (place === 'vault') {
      report.line('Moving the secrets from Vault back to the file');
      await moveToFile(state, report);
    }
    const keeper = fileKeeper(state);
    await keeper.set(completed(keeper.all, issuers));
    if (existsSync(join(settings.root, hotReload))) wiring.hotReload = hotReload;
    showSandbox(state, keeper.all);
    return keeper;
  }
  // Nothing in it counts as long as there is the file, and nobody can open it.
  if (place === 'file' && !existsSync(vaultKeysFile(state)))
    rmSync(vaultDataOf(state), { recursive: true, force: true });
  const server = await startVault({
    ...options('vault', 'store'),
    directory: vaultDirectory(state),
    clusterPort: ports.vaultCluster,
  });
  const api = await openedVault(state, server.url);
  if (place === 'file') {
    report.line('Moving the secrets from the file to Vault');
    await moveToVault(state, api);
  }
  const keeper = await vaultKeeper(api);
  await keeper.set(completed(keeper.all, issuers));
  await issueTokens(context, api);
  showSandbox(state, keeper.all);
  return keeper;
}

/** sandboxSecretsFile holds the one secret of the sandbox provider, which is no app and has no sidecar. */
export function sandboxSecretsFile(state: string): string {
  return join(state, 'sandbox-secrets.json');
}

const sandboxSecret = 'provider-sandbox';

function showSandbox(state: string, secrets: Readonly<Secrets>): void {
  writePrivately(sandboxSecretsFile(state), JSON.stringify({ [sandboxSecret]: secrets[sandboxSecret] }));
}

/** All apps of dapr.yaml get one, whichever are started: the Dapr CLI may start the others. */
async function issueTokens({ settings, parts }: Place, api: VaultApi): Promise<void> {
  const { root, state } = settings;
  for (const app of selectApps(root, readRunFile(root, 0, parts.extra), parts)) {
    await grantSecrets(api, app.appID, neededSecrets(root, app));
    const last = readToken(state, app.appID);
    if (last !== undefined) await revokeToken(api, last);
    writeToken(state, app.appID, await issueToken(api, app.appID));
  }
}
