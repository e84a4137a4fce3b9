import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { ProviderAnswer } from '../domain/provider-answer.ts';
import type { TokenPaths } from '../domain/provider-auth.ts';
import { pick } from '../domain/template.ts';
import type { TokenAnswer } from '../usecase/ports.ts';

/** What RFC 6749, 5.1, calls the parts of an answer. */
export const standardPaths: TokenPaths = {
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  expiresIn: 'expires_in',
  scope: 'scope',
};

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

/** What they call a client that they do not know: where the end user brought it, that is the grant. */
const refusedClients = new Set(['invalid_client', 'unauthorized_client', 'access_denied']);

/**
 * readTokenAnswer reads a token endpoint's answer, or fails: OAUTH.INVALID_GRANT only where the provider itself says,
 * in the way of OAuth, that the grant no longer counts. With `ownClient` the client is part of what the end user gave.
 */
export function readTokenAnswer(
  answer: ProviderAnswer,
  paths: TokenPaths,
  now: Date,
  { ownClient = false } = {},
): TokenAnswer {
  const accessToken = pick(answer.body, paths.accessToken);
  if (answer.status < 300 && typeof accessToken === 'string' && accessToken !== '')
    return readTokens(answer.body, paths, accessToken, now);
  throw refusal(answer, ownClient);
}

function readTokens(body: unknown, paths: TokenPaths, accessToken: string, now: Date): TokenAnswer {
  const refreshToken = pick(body, paths.refreshToken);
  const expiresAt = expiryOf(body, paths, now);
  const scope = pick(body, paths.scope);
  return {
    credentials: {
      values: {
        accessToken,
        ...(typeof refreshToken === 'string' && refreshToken !== '' ? { refreshToken } : {}),
      },
      ...(expiresAt ? { expiresAt } : {}),
    },
    ...(typeof scope === 'string' ? { scopes: scope.split(/[ ,]+/).filter(part => part !== '') } : {}),
    raw: body,
  };
}

function expiryOf(body: unknown, { expiresIn, expiresAt }: TokenPaths, now: Date): Date | undefined {
  if (expiresAt !== undefined) {
    const date = pick(body, expiresAt);
    const ms = typeof date === 'string' ? Date.parse(date) : NaN;
    return ms > now.getTime() ? new Date(ms) : undefined;
  }
  const seconds = Number(pick(body, expiresIn));
  return seconds > 0 ? new Date(now.getTime() + seconds * 1_000) : undefined;
}

/** refusal is the error of a token or revocation endpoint that did not do what it was asked. */
export function refusal(answer: ProviderAnswer, ownClient = false): AppError {
  const code = codeOf(answer.body);
  const metadata = { status: String(answer.status), providerCode: code };
  if (answer.status >= 500 || answer.status === 429) {
    return new AppError('upstreamUnavailable', 'PROVIDER.UNAVAILABLE', 'The provider cannot answer now.', {
      metadata,
    });
  }
  const refused =
    refusedGrants.has(code) || (ownClient && (refusedClients.has(code) || answer.status === 401));
  if (refused) {
    return new AppError('upstreamFailed', 'OAUTH.INVALID_GRANT', 'The provider refused the grant.', {
      metadata,
    });
  }
  const detail = refusedClients.has(code)
    ? 'The provider does not know the OAuth client, or its secret is another now.'
    : 'The provider refused to give tokens.';
  return new AppError('upstreamFailed', 'PROVIDER.ERROR', detail, { metadata });
}

function codeOf(body: unknown): string {
  const error = pick(body, 'error') ?? pick(body, 'data.error');
  return typeof error === 'string' ? error.slice(0, 100) : '';
}
