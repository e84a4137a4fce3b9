import { join } from 'node:path';
import { launch } from '../process/child.ts';
import { answers } from '../process/ports.ts';
import { untilReady } from '../process/wait.ts';
import { sandboxSecretsFile } from './secret-store.ts';
import { inherited, serverPorts } from './settings.ts';
import type { Settings } from './settings.ts';
import type { Starting } from './starting.ts';

/** startSandbox starts the development-only provider, which refuses to run in any other profile. */
export async function startSandbox(
  settings: Settings,
  starting: Starting,
  gatewayUrl: string,
): Promise<void> {
  const { root, state } = settings;
  const port = serverPorts(settings).sandbox;
  const child = starting.watch(
    await launch({
      name: 'sandbox',
      command: process.execPath,
      args: ['tools/sandbox-provider/src/main.ts'],
      cwd: root,
      log: join(state, 'logs', 'sandbox.log'),
      ports: { http: port },
      url: `http://127.0.0.1:${String(port)}`,
      env: {
        ...inherited(),
        NH_PROFILE: 'local',
        NODE_COMPILE_CACHE: join(state, 'cache', 'node'),
        SANDBOX_PORT: String(port),
        SANDBOX_SECRETS_FILE: sandboxSecretsFile(state),
        SANDBOX_DATA_FILE: join(state, 'data', 'sandbox.json'),
        SANDBOX_REDIRECT_URI: `${gatewayUrl}/api/v1/connections/callback`,
      },
      onSpawn: starting.recorded('app'),
      signal: starting.signal,
    }),
  );
  await untilReady(child, () => answers(port), {
    what: 'listens',
    timeoutMs: 60_000,
    signal: starting.signal,
  });
}
