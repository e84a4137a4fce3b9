import { interactionPolicy, type Configuration, type KoaContextWithOIDC } from 'oidc-provider';

const defaultAccount = 'sandbox-user';

/**
 * autoApproval is the configuration that makes the server sign in and consent by itself: the browser is
 * redirected straight back, without cookies or pages. The account is the request's `login_hint`, so every end
 * user can have their own; without one it is `sandbox-user`.
 */
export function autoApproval(): Pick<Configuration, 'interactions' | 'extraParams' | 'loadExistingGrant'> {
  const policy = interactionPolicy.base();
  policy.get('login')?.checks.clear();
  policy.get('consent')?.checks.clear();
  return {
    interactions: { policy },
    // Extra parameters are validated just before the account is loaded: the last moment to sign somebody in.
    extraParams: { sandbox_account: signIn },
    loadExistingGrant: grantEverythingAsked,
  };
}

function signIn(ctx: KoaContextWithOIDC): void {
  const { login_hint: hint } = ctx.oidc.params ?? {};
  const accountId = typeof hint === 'string' && hint !== '' ? hint : defaultAccount;
  ctx.oidc.session?.loginAccount({ accountId, transient: true });
}

async function grantEverythingAsked(ctx: KoaContextWithOIDC) {
  const { client, account, params, provider } = ctx.oidc;
  if (client === undefined || account === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: account.accountId });
  const scope = params?.['scope'];
  grant.addOIDCScope(typeof scope === 'string' ? scope : '');
  await grant.save();
  return grant;
}
