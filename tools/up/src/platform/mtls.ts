import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSentry } from '../servers/sentry.ts';
import { forgetOldIssuer } from './issuer.ts';
import { placeResources } from './resources.ts';
import { readRunFile } from './run-file.ts';
import { issueWorkloadTokens } from './workload-tokens.ts';
import type { PartContext } from './wiring.ts';

/** What Sentry is told: components/sentry, relocated like any other resource. */
const configuration = './components/sentry/configuration.yaml';

const trustDomain = 'neighbourhood.local';
const namespace = 'default';

/** Sidecars get the trust domain `public` from Sentry; on one machine there is no way to ask for another. */
const spiffeIds = {
  controlPlane: (id: string) => `spiffe://${trustDomain}/ns/${namespace}/${id}`,
  sidecar: (id: string) => `spiffe://public/ns/${namespace}/${id}`,
};

/** ControlPlaneTls is what placement and scheduler need to speak TLS. */
export interface ControlPlaneTls {
  placement: TlsOptions;
  scheduler: TlsOptions;
}

interface TlsOptions {
  extraArgs: readonly string[];
  extraEnv: Readonly<Record<string, string>>;
}

/**
 * startMtls runs Sentry, and wires every sidecar to it: from then on a sidecar talks only to sidecars with a
 * certificate that Sentry signed, and knows by it who calls. Apps of dapr.yaml may get one, nobody else.
 */
export async function startMtls(context: PartContext): Promise<ControlPlaneTls> {
  const { settings, wiring, ports, options } = context;
  const apps = readRunFile(settings.root, 0, context.parts.extra).apps.map(({ appID }) => appID);
  const sentry = options('sentry', 'server');
  const anchors = join(sentry.directory, 'ca.crt');
  forgetOldIssuer(sentry.directory);
  const tokens = issueWorkloadTokens(
    join(settings.state, 'workload-tokens'),
    spiffeIds.controlPlane('dapr-sentry'),
    [
      ...['dapr-placement', 'dapr-scheduler'].map(id => ({ id, spiffeId: spiffeIds.controlPlane(id) })),
      ...apps.map(id => ({ id, spiffeId: spiffeIds.sidecar(id) })),
    ],
  );
  const { url } = await startSentry({
    ...sentry,
    healthPort: ports.sentryHealth,
    config: placeResources(settings, [configuration])[0] ?? configuration,
    trustDomain,
    namespace,
    cwd: settings.root,
  });

  wiring.appEnv['NH_MTLS__REQUIRED'] = 'true';
  const tokenOf = (id: string): Record<string, string> => ({ DAPR_SENTRY_TOKEN_FILE: tokens[id] ?? '' });
  wiring.sidecarArgs.push('--enable-mtls', '--sentry-address', url);
  Object.assign(wiring.sidecarEnv, {
    // daprd 1.16 takes them from its environment only; they are public.
    DAPR_TRUST_ANCHORS: readFileSync(anchors, 'utf8'),
    DAPR_CONTROLPLANE_TRUST_DOMAIN: trustDomain,
    DAPR_CONTROLPLANE_NAMESPACE: namespace,
    NAMESPACE: namespace,
  });
  for (const app of apps) wiring.sidecarEnvOf[app] = { ...wiring.sidecarEnvOf[app], ...tokenOf(app) };
  const shared = [
    ...['--tls-enabled', '--sentry-address', url],
    ...['--trust-domain', trustDomain, '--trust-anchors-file', anchors],
  ];
  const extraEnv = (id: string) => ({ NAMESPACE: namespace, ...tokenOf(id) });
  // The scheduler hands its certificate to the etcd inside it by files; the default is a folder of all platforms.
  const own = ['--identity-directory-write', join(settings.state, 'scheduler-identity', 'tls')];
  return {
    placement: { extraArgs: shared, extraEnv: extraEnv('dapr-placement') },
    scheduler: { extraArgs: [...shared, ...own], extraEnv: extraEnv('dapr-scheduler') },
  };
}
