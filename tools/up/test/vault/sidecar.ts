import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSidecar, type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { type Daprd, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { parse } from 'yaml';
import { placeResources } from '../../src/platform/resources.ts';
import type { Settings } from '../../src/platform/settings.ts';

/** TestSidecar is a sidecar without an app, and what an app would have of it. */
export interface TestSidecar {
  daprd: Daprd;
  sidecar: Sidecar;
  /** Asks for a secret by HTTP; the body is what daprd answered. */
  ask(secret: string): Promise<{ status: number; body: string }>;
  stop(): Promise<void>;
}

/** configurationOf is the `spec` of components/configuration/<app>.yaml, without names and traces. */
export function configurationOf(settings: Settings, app: string): { secrets: Scopes } {
  const text = readFileSync(join(settings.root, 'components/configuration', `${app}.yaml`), 'utf8');
  const { spec } = parse(text) as { spec: { secrets: Scopes } };
  return { secrets: spec.secrets };
}

interface Scopes {
  scopes: { allowedSecrets: string[] }[];
}

/** startSidecar starts a real sidecar of one app with the real component file, as it lies on that platform, or another. */
export async function startSidecar(
  settings: Settings,
  app: string,
  folders = placeResources(settings, ['./components/secretstore-vault']),
  overlays: readonly string[] = [],
): Promise<TestSidecar> {
  const daprd = await startDaprd({
    appId: app,
    folders,
    overlays,
    configuration: { ...configurationOf(settings, app) },
    controlPlane: false,
  });
  const sidecar = createSidecar({ grpcPort: daprd.grpcPort, httpPort: daprd.httpPort, log: silentLog });
  return {
    daprd,
    sidecar,
    async ask(secret) {
      const answer = await fetch(
        `http://127.0.0.1:${String(daprd.httpPort)}/v1.0/secrets/secretstore/${secret}`,
      );
      return { status: answer.status, body: await answer.text() };
    },
    async stop() {
      sidecar.close();
      await daprd.stop();
    },
  };
}
