import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { Credentials } from '../domain/connection.ts';
import type { ProviderAnswer } from '../domain/provider-answer.ts';
import { type ProviderRequest, withBody } from '../domain/provider-request.ts';
import type { OAuth2, RevocationRule } from '../domain/provider.ts';
import { fill, fillString, pick } from '../domain/template.ts';
import type { OAuthClient, TokenAnswer, TokenEndpoint } from '../usecase/ports.ts';
import type { Send } from './http-sender.ts';

/** What providers call a code or refresh token that no longer counts; the first is RFC 6749's. */
const refusedGrants = new Set([
  'invalid_grant',
  'bad_refresh_token',
  'bad_verification_code',
  'incorrect_client_credentials_or_code',
  'invalid_code',
  'code_already_used',
  'invalid_refresh_token',
  'token_revoked',
]);

/** createOAuthTokenEndpoint speaks RFC 6749 and RFC 7009, with each provider's deviations from its catalogue entry. */
export function createOAuthTokenEndpoint({ send, now }: { send: Send; now: () => Date }): TokenEndpoint {
  async function ask(
    auth: OAuth2,
    client: OAuthClient,
    grant: Record<string, string>,
    signal: AbortSignal,
  ): Promise<TokenAnswer> {
    const answer = await sendOrFail(send, tokenRequest(auth, client, grant), signal);
    const accessToken = pick(answer.body, 'access_token');
    if (answer.status < 300 && typeof accessToken === 'string')
      return readTokens(answer.body, accessToken, now());
    throw refusal(answer);
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
        },
        signal,
      ),

    refresh: (auth, client, refreshToken, signal) =>
      ask(auth, client, { grant_type: 'refresh_token', refresh_token: refreshToken }, signal),

    async revoke({ revocation }, client, credentials, signal) {
      if (!revocation) return;
      const answer = await sendOrFail(send, revocationRequest(revocation, client, credentials), signal);
      if (answer.status >= 400 || pick(answer.body, 'ok') === false) throw refusal(answer);
    },
  };
}

function tokenRequest(auth: OAuth2, client: OAuthClient, grant: Record<string, string>): ProviderRequest {
  const inBody = auth.clientAuthentication === 'body';
  const request: ProviderRequest = {
    method: 'POST',
    url: auth.tokenUrl,
    headers: { accept: 'application/json', ...(inBody ? {} : { authorization: basic(client) }) },
  };
  const named = inBody ? { ...grant, client_id: client.clientId, client_secret: client.clientSecret } : grant;
  return withBody(request, named, auth.tokenEncoding);
}

function revocationRequest(
  rule: RevocationRule,
  client: OAuthClient,
  { values }: Credentials,
): ProviderRequest {
  const scope = { credentials: values, client: { id: client.clientId } };
  const authorization = {
    basic: basic(client),
    bearer: `Bearer ${values['accessToken'] ?? ''}`,
    none: undefined,
  };
  const value = authorization[rule.authentication];
  const request: ProviderRequest = {
    method: rule.method,
    url: fillString(rule.url, scope),
    headers: { accept: 'application/json', ...(value === undefined ? {} : { authorization: value }) },
  };
  return rule.body === undefined ? request : withBody(request, fill(rule.body, scope), rule.encoding);
}

/** RFC 6749, 2.3.1: both parts are form-encoded before they are joined. */
function basic({ clientId, clientSecret }: OAuthClient): string {
  const pair = [clientId, clientSecret].map(part => encodeURIComponent(part)).join(':');
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function readTokens(body: unknown, accessToken: string, now: Date): TokenAnswer {
  const refreshToken = pick(body, 'refresh_token');
  const expiresIn = Number(pick(body, 'expires_in'));
  const scope = pick(body, 'scope');
  return {
    credentials: {
      values: { accessToken, ...(typeof refreshToken === 'string' ? { refreshToken } : {}) },
      ...(expiresIn > 0 ? { expiresAt: new Date(now.getTime() + expiresIn * 1_000) } : {}),
    },
    ...(typeof scope === 'string' ? { scopes: scope.split(/[ ,]+/).filter(part => part !== '') } : {}),
    raw: body,
  };
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

function refusal(answer: ProviderAnswer): AppError {
  const error = pick(answer.body, 'error');
  const code = typeof error === 'string' ? error.slice(0, 100) : '';
  const metadata = { status: String(answer.status), providerCode: code };
  if (refusedGrants.has(code)) {
    return new AppError('upstreamFailed', 'OAUTH.INVALID_GRANT', 'The provider refused the grant.', {
      metadata,
    });
  }
  if (answer.status >= 500 || answer.status === 429) {
    return new AppError('upstreamUnavailable', 'PROVIDER.UNAVAILABLE', 'The provider cannot answer now.', {
      metadata,
    });
  }
  return new AppError('upstreamFailed', 'PROVIDER.ERROR', 'The provider refused to give tokens.', {
    metadata,
  });
}
