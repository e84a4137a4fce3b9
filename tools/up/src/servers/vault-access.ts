import { asked, type VaultApi } from './vault-api.ts';
import { vaultPath } from './vault-secrets.ts';

/**
 * Life of a sidecar's token, which Dapr 1.16 reads once, at its start: every make up makes new ones. Whoever renews it
 * within the period gets another one.
 */
export const tokenPeriod = '8760h';

/** policyName of one app. */
export function policyName(app: string): string {
  return `neighbourhood-${app}`;
}

/** policyOf lets its holder read these secrets; whatever is not named is denied. */
export function policyOf(secrets: readonly string[]): string {
  return secrets.map(name => `path "${vaultPath(name)}" { capabilities = ["read"] }`).join('\n');
}

/** grantSecrets writes the policy of one app, in place of what it was. */
export async function grantSecrets(api: VaultApi, app: string, secrets: readonly string[]): Promise<void> {
  await asked(api, 'POST', `sys/policies/acl/${policyName(app)}`, { policy: policyOf(secrets) });
}

/** issueToken makes a token that can do what the app's policy says, and nothing else. */
export async function issueToken(api: VaultApi, app: string, period = tokenPeriod): Promise<string> {
  const made = (await asked(api, 'POST', 'auth/token/create-orphan', {
    display_name: app,
    policies: [policyName(app)],
    no_default_policy: true,
    renewable: true,
    period,
  })) as { auth: { client_token: string } };
  return made.auth.client_token;
}

/** revokeToken ends a token; one that ended already is left alone. */
export async function revokeToken(api: VaultApi, token: string): Promise<void> {
  await api('POST', 'auth/token/revoke', { token });
}
