import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Bounds, fillFor } from '../domain/bounded.ts';
import type { Credentials } from '../domain/connection.ts';
import type { ProviderAnswer } from '../domain/provider-answer.ts';
import { type ProviderRequest, withBody } from '../domain/provider-request.ts';
import type {
  ClientCredentials,
  KeyPairAuth,
  OAuth2,
  RevocationRule,
  TokenRules,
} from '../domain/provider-auth.ts';
import { fill, fillString, pick } from '../domain/template.ts';
import type { MintGrant, OAuthClient, TokenAnswer, TokenEndpoint } from '../usecase/ports.ts';
import type { Send } from './http-sender.ts';
import { filledAssertion, signAssertion } from './sign-assertion.ts';
import { readTokenAnswer, refusal, standardPaths } from './token-answer.ts';

/** createOAuthTokenEndpoint speaks RFC 6749, 7009 and 7523, with each provider's deviations from its catalogue entry. */
export function createOAuthTokenEndpoint({ send, now }: { send: Send; now: () => Date }): TokenEndpoint {
  async function ask(
    auth: OAuth2,
    client: OAuthClient,
    grant: Record<string, string>,
    signal: AbortSignal,
  ): Promise<TokenAnswer> {
    const request = tokenRequest(auth, client, grant, auth.clientIdName);
    return readTokenAnswer(await sendOrFail(send, request, signal), auth.token, now());
  }

  async function askForOwn(
    bounds: Bounds,
    auth: ClientCredentials,
    grant: MintGrant,
    signal: AbortSignal,
  ): Promise<TokenAnswer> {
    const request = fillFor(bounds, () => ownClientRequest(auth, grant));
    const answer = await sendOrFail(send, request, signal);
    return readTokenAnswer(answer, auth.token, now(), { ownClient: true });
  }

  async function askWithKey(
    bounds: Bounds,
    auth: KeyPairAuth,
    grant: MintGrant,
    signal: AbortSignal,
  ): Promise<TokenAnswer> {
    const { header, claims } = fillFor(bounds, () => filledAssertion(auth, { ...grant }));
    const { jwt, expiresAt } = await signAssertion({ ...auth, header, claims }, grant.credentials, now());
    if (!auth.exchange) return { credentials: { values: { accessToken: jwt }, expiresAt }, raw: {} };
    const { tokenUrl, grantType } = auth.exchange;
    const request: ProviderRequest = {
      method: 'POST',
      url: tokenUrl,
      headers: { accept: 'application/json' },
    };
    const asked = withBody(request, { grant_type: grantType, assertion: jwt }, 'form');
    return readTokenAnswer(await sendOrFail(send, asked, signal), standardPaths, now(), { ownClient: true });
  }

  return {
    exchange: (auth, client, { code, codeVerifier, redirectUri }, signal) =>
      ask(
        auth,
        client,
        {
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          ...(auth.pkce ? { code_verifier: codeVerifier } : {}),
          ...auth.tokenParams,
        },
        signal,
      ),

    refresh: (auth, client, refreshToken, signal) =>
      ask(
        { ...auth, tokenUrl: auth.refreshUrl ?? auth.tokenUrl },
        client,
        { grant_type: 'refresh_token', refresh_token: refreshToken },
        signal,
      ),

    mint: ({ auth, ...bounds }, grant, signal) =>
      auth.type === 'keyPair'
        ? askWithKey(bounds, auth, grant, signal)
        : askForOwn(bounds, auth, grant, signal),

    async revoke({ auth: { revocation }, ...bounds }, client, credentials, signal) {
      if (!revocation) return;
      const request = fillFor(bounds, () => revocationRequest(revocation, client, credentials));
      const answer = await sendOrFail(send, request, signal);
      if (answer.status >= 400 || pick(answer.body, 'ok') === false) throw refusal(answer);
    },
  };
}

function tokenRequest(
  auth: TokenRules,
  client: OAuthClient,
  grant: Record<string, string>,
  clientIdName = 'client_id',
): ProviderRequest {
  const inBody = auth.clientAuthentication === 'body';
  const more = Object.entries(auth.tokenHeaders).map(([name, value]) => [name.toLowerCase(), value]);
  const request: ProviderRequest = {
    method: 'POST',
    url: auth.tokenUrl,
    headers: {
      accept: 'application/json',
      ...(inBody ? {} : { authorization: basic(client) }),
      ...(Object.fromEntries(more) as Record<string, string>),
    },
  };
  const named = { ...grant, [clientIdName]: client.clientId, client_secret: client.clientSecret };
  return withBody(request, inBody ? named : grant, auth.tokenEncoding);
}

/** ownClientRequest asks for a token with a client that the end user brought. */
function ownClientRequest(auth: ClientCredentials, { credentials, params }: MintGrant): ProviderRequest {
  const scope = { credentials, params };
  if (auth.tokenBody !== undefined) return signIn(auth, fill(auth.tokenBody, scope));
  const { clientId = '', clientSecret = '' } = credentials;
  const more = Object.entries(auth.tokenParams).map(
    ([name, text]) => [name, fillString(text, scope)] as const,
  );
  const grant = {
    grant_type: 'client_credentials',
    ...(auth.scope === undefined ? {} : { scope: auth.scope }),
    ...Object.fromEntries(more),
  };
  return tokenRequest(auth, { clientId, clientSecret }, grant);
}

/** signIn is a token request in a provider's own form, that holds the client where the provider wants it. */
function signIn(
  { tokenUrl, tokenEncoding, tokenHeaders }: ClientCredentials,
  body: unknown,
): ProviderRequest {
  const headers = { accept: 'application/json', ...tokenHeaders };
  return withBody({ method: 'POST', url: tokenUrl, headers }, body, tokenEncoding);
}

function revocationRequest(
  rule: RevocationRule,
  client: OAuthClient,
  { values }: Credentials,
): ProviderRequest {
  const scope = { credentials: values, client: { id: client.clientId, secret: client.clientSecret } };
  const authorization = {
    basic: basic(client),
    bearer: `Bearer ${values['accessToken'] ?? ''}`,
    none: undefined,
  };
  const value = authorization[rule.authentication];
  const own = Object.entries(rule.headers).map(([name, text]) => [
    name.toLowerCase(),
    fillString(text, scope),
  ]);
  const request: ProviderRequest = {
    method: rule.method,
    url: fillString(rule.url, scope),
    headers: {
      accept: 'application/json',
      ...(value === undefined ? {} : { authorization: value }),
      ...(Object.fromEntries(own) as Record<string, string>),
    },
  };
  return rule.body === undefined ? request : withBody(request, fill(rule.body, scope), rule.encoding);
}

/** RFC 6749, 2.3.1: both parts are form-encoded before they are joined. */
function basic({ clientId, clientSecret }: OAuthClient): string {
  const pair = [clientId, clientSecret].map(part => encodeURIComponent(part)).join(':');
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

async function sendOrFail(
  send: Send,
  request: ProviderRequest,
  signal: AbortSignal,
): Promise<ProviderAnswer> {
  try {
    return await send(request, signal);
  } catch (cause) {
    throw new AppError('upstreamUnavailable', 'PROVIDER.UNAVAILABLE', 'The provider could not be reached.', {
      cause,
    });
  }
}
