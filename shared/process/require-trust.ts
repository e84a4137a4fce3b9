import { type Sidecar } from '../dapr/sidecar.ts';
import { type BaseConfig } from './config.ts';
import { requireMtls } from './require-mtls.ts';

/**
 * requireTrust rejects, outside the local profile, unless app and sidecar know each other by tokens, and sidecars each
 * other by certificates. In the local profile `mtls.required` asks for the certificates. No profile lets Node give up
 * verifying servers.
 */
export async function requireTrust(
  { profile, mtls }: Pick<BaseConfig, 'profile' | 'mtls'>,
  sidecar: Pick<Sidecar, 'appId'>,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new Error(
      'NODE_TLS_REJECT_UNAUTHORIZED=0 makes every TLS connection believe whoever answers: name authorities of your own in NODE_EXTRA_CA_CERTS instead; see docs/tls.md',
    );
  }
  const missing = ['DAPR_API_TOKEN', 'APP_API_TOKEN'].filter(name => !env[name]);
  if (profile !== 'local' && missing.length > 0) {
    throw new Error(
      `${missing.join(' and ')} must be set in the profile ${profile}: without it the sidecar, or the app, hears anybody who can connect; see docs/identity.md`,
    );
  }
  if (profile === 'local' && !mtls.required) return;
  await requireMtls(await sidecar.appId(), { host: '127.0.0.1', port: mtls.sidecarPort });
}
