import { createHash } from 'node:crypto';
import { decodeJwt } from 'jose';
import * as oauth from 'openid-client';
import { canonicalJson, type JsonObject } from '../../../domain/json.ts';
import { TryAgainLater } from '../../../domain/interpreter/machine.ts';
import { fault, WorkflowFault } from '../../../domain/workflow-error.ts';
import { type ExpiringCache } from '../expiring-cache.ts';
import { type OAuthPolicy } from './policies.ts';
import { createTokenFetch } from './token-fetch.ts';
import { type Transport } from '../transport.ts';
import { httpUrl } from '../uri-template.ts';

/** OAuthTokens gets access tokens for policies of workspaces, and remembers them until they expire. */
export interface OAuthTokens {
  get(request: TokenRequest): Promise<{ token: string; fresh: boolean }>;
  /** Forgets a token that was refused. */
  drop(request: TokenRequest): void;
}

/** TokenRequest asks for the token of one policy, whose URIs are expanded. */
export interface TokenRequest {
  workspaceId: string;
  kind: 'oauth2' | 'oidc';
  policy: OAuthPolicy;
}

interface Deps {
  transport: Transport;
  cache: ExpiringCache<string>;
  timeoutMs: number;
  now: () => number;
}

// Whether http may be called is for the guard to say.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const overHttp: (config: oauth.Configuration) => void = oauth.allowInsecureRequests;

const tokenExchange = 'urn:ietf:params:oauth:grant-type:token-exchange';

/** createOAuthTokens asks token endpoints by openid-client, through the guarded transport. */
export function createOAuthTokens({ transport, cache, timeoutMs, now }: Deps): OAuthTokens {
  const keyOf = ({ workspaceId, kind, policy }: TokenRequest) =>
    createHash('sha256')
      .update(canonicalJson([workspaceId, kind, policy as unknown as JsonObject]))
      .digest('hex');

  async function load({ kind, policy }: TokenRequest) {
    // Shared by all who wait for it, so that it is nobody's signal that ends it.
    const fetch = createTokenFetch(transport, policy.request.encoding, AbortSignal.timeout(timeoutMs));
    const authority = httpUrl(policy.authority);
    try {
      const config = await (kind === 'oidc'
        ? discovered(authority, policy, fetch)
        : written(authority, policy, fetch));
      const answer = await oauth.genericGrantRequest(config, policy.grant, parametersOf(policy));
      if (answer.token_type.toLowerCase() === 'dpop')
        throw fault('configuration', `${authority.host} gives DPoP tokens, which are not supported`);
      checkIssuer(policy, answer.access_token, authority.host);
      return { value: answer.access_token, until: now() + lifetime(answer.expires_in) };
    } catch (error) {
      throw tokenFault(error, authority.host);
    }
  }

  return {
    async get(request) {
      const { value, fresh } = await cache.get(keyOf(request), () => load(request));
      return { token: value, fresh };
    },
    drop: request => cache.drop(keyOf(request)),
  };
}

/** Milliseconds that a token is used: it must outlive the call that it is for. Unknown is taken as a minute. */
function lifetime(seconds: number | undefined): number {
  if (seconds === undefined) return 60_000;
  return Math.max(0, seconds * 1000 - Math.min(30_000, seconds * 200));
}

type Fetch = oauth.CustomFetch;

function discovered(authority: URL, policy: OAuthPolicy, fetch: Fetch): Promise<oauth.Configuration> {
  return oauth.discovery(authority, policy.client.id ?? '-', undefined, clientAuth(policy), {
    execute: [overHttp],
    [oauth.customFetch]: fetch,
  });
}

async function written(authority: URL, policy: OAuthPolicy, fetch: Fetch): Promise<oauth.Configuration> {
  const base = authority.href.replace(/\/$/, '');
  const { token } = policy.endpoints;
  const config = new oauth.Configuration(
    {
      issuer: authority.href,
      // Relative to the authority, its path included; an absolute one stands for itself.
      token_endpoint: httpUrl(token.includes('://') ? token : `${base}/${token.replace(/^\/+/, '')}`).href,
    },
    policy.client.id ?? '-',
    undefined,
    clientAuth(policy),
  );
  overHttp(config);
  config[oauth.customFetch] = fetch;
  return config;
}

function clientAuth({ client, authority }: OAuthPolicy): oauth.ClientAuth {
  const secret = (): string => {
    if (client.secret === undefined)
      throw fault('configuration', `The client at ${httpUrl(authority).host} has no secret`);
    return client.secret;
  };
  if (client.id === undefined && client.authentication.startsWith('client_secret'))
    throw fault('configuration', 'The policy has no client.id');
  switch (client.authentication) {
    case 'client_secret_basic':
      return secretBasic(client.id ?? '', secret());
    case 'client_secret_post':
      return client.secret === undefined ? publicClient(client.id) : oauth.ClientSecretPost(client.secret);
    case 'client_secret_jwt':
      return oauth.ClientSecretJwt(secret());
    case 'private_key_jwt':
      return (_server, _client, body) => {
        if (client.assertion === undefined)
          throw fault('configuration', 'private_key_jwt needs client.assertion');
        if (client.id !== undefined) body.set('client_id', client.id);
        body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
        body.set('client_assertion', client.assertion);
      };
    case 'none':
      return publicClient(client.id);
  }
}

/** RFC 6749 wants both form-encoded; openid-client encodes even `-`, which servers that do not decode mind. */
function secretBasic(id: string, secret: string): oauth.ClientAuth {
  const encode = (text: string) => new URLSearchParams([['', text]]).toString().slice(1);
  const parameter = Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64');
  return (_server, _client, _body, headers) => headers.set('authorization', `Basic ${parameter}`);
}

function publicClient(id: string | undefined): oauth.ClientAuth {
  return (_server, _client, body) => {
    if (id !== undefined) body.set('client_id', id);
  };
}

function parametersOf(policy: OAuthPolicy): URLSearchParams {
  const { grant, scopes, audiences, username, password, subject, actor } = policy;
  const parameters = new URLSearchParams();
  if (scopes.length > 0) parameters.set('scope', scopes.join(' '));
  for (const audience of audiences) parameters.append('audience', audience);
  if (grant === 'password') {
    parameters.set('username', username ?? '');
    parameters.set('password', password ?? '');
  }
  if (grant === 'refresh_token') parameters.set('refresh_token', subject?.token ?? '');
  if (grant === tokenExchange) {
    if (!subject) throw fault('configuration', 'A token exchange needs a subject');
    parameters.set('subject_token', subject.token);
    parameters.set('subject_token_type', subject.type);
    if (actor) {
      parameters.set('actor_token', actor.token);
      parameters.set('actor_token_type', actor.type);
    }
  }
  return parameters;
}

function checkIssuer({ issuers }: OAuthPolicy, token: string, host: string): void {
  if (issuers.length === 0) return;
  let issuer: string | undefined;
  try {
    issuer = decodeJwt(token).iss;
  } catch {
    return; // Opaque tokens do not say who issued them.
  }
  if (issuer === undefined || !issuers.includes(issuer))
    throw fault('authentication', `The token of ${host} is of an issuer that is not among the policy's`);
}

function tokenFault(error: unknown, host: string): Error {
  for (let each: unknown = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++) {
    if (each instanceof WorkflowFault || each instanceof TryAgainLater) return each;
  }
  // Whatever a server writes besides may repeat what it was sent.
  const word = (error as { error?: unknown }).error;
  const said = typeof word === 'string' && /^[\w.-]{1,60}$/.test(word) ? `: ${word}` : '';
  return fault('authentication', `${host} gave no token${said}`, undefined);
}
