import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { isObject, type Json, type JsonObject } from './json.ts';

/**
 * authenticationRules refuses policies that nobody could carry out, in a call or in `use.authentications`. Those that
 * name another (`use`) are looked at where they are written.
 */
export function authenticationRules(policy: Json | undefined, path: string): FieldError[] {
  if (!isObject(policy)) return [];
  if (policy['certificate'] !== undefined)
    return [{ path: `${path}/certificate`, message: 'authentication by certificate is not supported' }];
  return (['oauth2', 'oidc'] as const).flatMap(kind => {
    const own = policy[kind];
    return isObject(own) && own['use'] === undefined ? oauthRules(own, `${path}/${kind}`) : [];
  });
}

const tokenExchange = 'urn:ietf:params:oauth:grant-type:token-exchange';

function oauthRules(policy: JsonObject, path: string): FieldError[] {
  const problems: FieldError[] = [];
  const need = (member: string, why: string) => {
    if (policy[member] === undefined) problems.push({ path, message: `${why} needs ${member}` });
  };
  need('authority', 'the policy');
  need('grant', 'the policy');
  const { grant } = policy;
  if (grant === 'authorization_code') {
    const message = 'needs a person with a browser; connect a provider for that, and call its actions';
    problems.push({ path: `${path}/grant`, message });
  }
  if (grant === 'password') {
    need('username', 'the grant password');
    need('password', 'the grant password');
  }
  if (grant === 'refresh_token') need('subject', 'the grant refresh_token, whose token is subject.token,');
  if (grant === tokenExchange) need('subject', 'a token exchange');
  return [...problems, ...clientRules(isObject(policy['client']) ? policy['client'] : {}, `${path}/client`)];
}

function clientRules(client: JsonObject, path: string): FieldError[] {
  const { authentication } = client;
  const secretNeeded = authentication === 'client_secret_basic' || authentication === 'client_secret_jwt';
  if (secretNeeded && client['secret'] === undefined)
    return [{ path, message: `${authentication} needs secret` }];
  if (authentication === 'private_key_jwt' && client['assertion'] === undefined)
    return [{ path, message: 'private_key_jwt needs assertion' }];
  if (authentication !== 'none' && authentication !== 'private_key_jwt' && client['id'] === undefined)
    return [{ path, message: "needs id, unless authentication is 'none'" }];
  return [];
}
