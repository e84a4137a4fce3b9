import { type Json } from '../../../domain/json.ts';
import { fault } from '../../../domain/workflow-error.ts';
import { answerDigest } from './digest.ts';
import { type OAuthTokens, type TokenRequest } from './oauth-tokens.ts';
import { type OAuthPolicy, parsePolicy } from './policies.ts';
import { type HttpAnswer, type HttpRequest } from '../transport.ts';
import { expandUri } from '../uri-template.ts';

/** Authorization is a header of that name, in its two parts. */
export interface Authorization {
  scheme: string;
  parameter: string;
}

/** Credentials are what a policy came to, for one call. */
export interface Credentials {
  /** What the first request carries; nothing where the server is to ask first. */
  first?: Authorization;
  /** What is worth one more try after a 401. */
  again(answer: HttpAnswer, request: HttpRequest): Promise<Authorization | undefined>;
  /** Texts that no error may repeat. */
  secrets: readonly string[];
}

/** CredentialsOf evaluates the policies of one workspace's call. */
export type CredentialsOf = (policy: Json, input: Json) => Promise<Credentials>;

const never = async () => undefined;

/** createCredentials gives the credentials of a workspace's calls. */
export function createCredentials(tokens: OAuthTokens, workspaceId: string): CredentialsOf {
  return async (value, input) => {
    const policy = parsePolicy(value);
    if ('bearer' in policy) return bearer(policy.bearer.token, never);
    if ('basic' in policy) {
      const { username, password } = policy.basic;
      if (username.includes(':'))
        throw fault('configuration', 'A user name for basic authentication has no colon');
      const parameter = Buffer.from(`${username}:${password}`).toString('base64');
      return { first: { scheme: 'Basic', parameter }, again: never, secrets: [parameter, password] };
    }
    if ('digest' in policy) {
      return {
        secrets: [policy.digest.password],
        again: async ({ headers }, { method, url }) => {
          const attempt = { ...policy.digest, method: method.toUpperCase(), url };
          const parameter = answerDigest(headers['www-authenticate'] ?? '', attempt);
          return parameter === undefined ? undefined : { scheme: 'Digest', parameter };
        },
      };
    }
    const [kind, own] =
      'oauth2' in policy ? (['oauth2', policy.oauth2] as const) : (['oidc', policy.oidc] as const);
    return ofToken(tokens, { workspaceId, kind, policy: expanded(own, input) });
  };
}

function bearer(token: string, again: Credentials['again']): Credentials {
  if (!/^[\x21-\x7e]+$/.test(token)) throw fault('configuration', 'The bearer token is not one');
  return { first: { scheme: 'Bearer', parameter: token }, again, secrets: [token] };
}

/** A token that was remembered may have been revoked since: then a new one is worth a try. */
async function ofToken(tokens: OAuthTokens, request: TokenRequest): Promise<Credentials> {
  const { token, fresh } = await tokens.get(request);
  const { secret, assertion } = request.policy.client;
  const own = [secret, assertion, request.policy.password, request.policy.subject?.token].filter(
    each => each !== undefined,
  );
  const credentials = bearer(token, async () => {
    tokens.drop(request);
    return fresh ? undefined : { scheme: 'Bearer', parameter: (await tokens.get(request)).token };
  });
  return { ...credentials, secrets: [token, ...own] };
}

function expanded(policy: OAuthPolicy, input: Json): OAuthPolicy {
  return {
    ...policy,
    authority: expandUri(policy.authority, input),
    endpoints: { token: expandUri(policy.endpoints.token, input) },
  };
}
