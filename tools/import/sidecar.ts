import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomSecret } from '../up/src/platform/secrets.ts';
import { inherited, type Settings } from '../up/src/platform/settings.ts';
import { launch } from '../up/src/process/child.ts';
import { freePort } from '../up/src/process/ports.ts';
import { untilReady } from '../up/src/process/wait.ts';
import { daprdCommand, sidecarReady } from '../up/src/servers/daprd.ts';

/** SecretSidecar is a sidecar that gives an app's secrets to a command, and does nothing else. */
export interface SecretSidecar {
  /** What the command finds it by. */
  env: Record<string, string>;
  stop(): Promise<void>;
}

/** Where the running platform's own sidecars read a component file or folder. */
function placed(settings: Settings, path: string): string {
  const copy = join(settings.state, 'placed', path);
  return existsSync(copy) ? copy : join(settings.root, path);
}

/**
 * startSecretSidecar starts a sidecar with the app-id and the secret scopes of `app`, and with no component but the
 * secret store. It registers its name in a file of its own: calls of others must not come here.
 */
export async function startSecretSidecar(
  settings: Settings,
  app: string,
  secretStore: string,
  signal: AbortSignal,
): Promise<SecretSidecar> {
  const directory = mkdtempSync(join(tmpdir(), `neighbourhood-import-${app}-`));
  const config = join(directory, 'configuration.yaml');
  const scopes = readFileSync(placed(settings, `components/configuration/${app}.yaml`), 'utf8');
  writeFileSync(
    config,
    scopes.replace(/connectionString: .*/, `connectionString: ${join(directory, 'names.db')}`),
  );
  const [grpcPort, httpPort, internalPort, metricsPort] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const apiToken = randomSecret();
  const daprd = await daprdCommand({
    appId: app,
    grpcPort,
    httpPort,
    internalPort,
    metricsPort,
    resourcesPaths: [placed(settings, `components/secretstore-${secretStore}`)],
    configs: [config],
    apiToken,
    logLevel: 'warn',
  });
  const child = await launch({
    name: `${app}-import-daprd`,
    command: daprd.command,
    args: daprd.args,
    cwd: settings.root,
    log: join(settings.state, 'logs', `${app}-import-daprd.log`),
    env: { ...inherited(), ...daprd.env },
    signal,
  });
  const stop = async (): Promise<void> => {
    await child.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await untilReady(child, () => sidecarReady(httpPort), {
      what: 'gives out secrets',
      timeoutMs: 60_000,
      signal,
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    env: { DAPR_GRPC_PORT: String(grpcPort), DAPR_HTTP_PORT: String(httpPort), DAPR_API_TOKEN: apiToken },
    stop,
  };
}
