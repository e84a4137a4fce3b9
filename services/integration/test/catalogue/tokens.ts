import { createHash, randomUUID } from 'node:crypto';
import type { TokenRules } from '../../src/domain/provider-auth.ts';
import { setAt } from './set-at.ts';

/** Our client at every provider. */
export const client = { clientId: 'our id', clientSecret: 'our:secret' };

/** Grant is what a token endpoint was asked, as it understood it. */
export type Grant = Record<string, string>;

/** Tokens are those that count at the moment; each is good until the next is given. */
export class Tokens {
  access = '';
  refresh = '';
  given = 0;
  readonly #codes = new Map<string, { challenge: string | null; redirectUri: string | null }>();

  /** code is what the browser brings back. */
  code(asked: URLSearchParams): string {
    const code = randomUUID();
    this.#codes.set(code, { challenge: asked.get('code_challenge'), redirectUri: asked.get('redirect_uri') });
    return code;
  }

  /** redeem answers a grant: a code counts once, and so does a refresh token. */
  redeem(grant: Grant): boolean {
    const code = this.#codes.get(grant['code'] ?? '');
    this.#codes.delete(grant['code'] ?? '');
    if (grant['grant_type'] === 'refresh_token')
      return grant['refresh_token'] === this.refresh && this.refresh !== '';
    if (grant['grant_type'] !== 'authorization_code') return true;
    const hash = createHash('sha256')
      .update(grant['code_verifier'] ?? '')
      .digest('base64url');
    return (
      code !== undefined &&
      code.redirectUri === grant['redirect_uri'] &&
      (code.challenge === null || code.challenge === hash)
    );
  }

  /** next makes new tokens, in the shape of the provider's answer. */
  next({ token }: Pick<TokenRules, 'token'>, more: Record<string, unknown>, withRefresh: boolean): unknown {
    this.given += 1;
    this.access = `access-${this.given}-${randomUUID()}`;
    this.refresh = withRefresh ? `refresh-${this.given}-${randomUUID()}` : '';
    let answer: unknown = setAt({ token_type: 'bearer', ...more }, token.accessToken, this.access);
    if (withRefresh) answer = setAt(answer, token.refreshToken, this.refresh);
    const ends = new Date(Date.now() + 3_600_000).toISOString();
    if (withRefresh && token.expiresAt !== undefined) answer = setAt(answer, token.expiresAt, ends);
    else if (withRefresh) answer = setAt(answer, token.expiresIn, 3_600);
    return answer;
  }
}

/** isOurs tells whether a token request comes from that client, named as the provider wants it. */
export function isOurs(
  { clientAuthentication }: TokenRules,
  grant: Grant,
  authorization: string | undefined,
  { clientId, clientSecret }: typeof client,
  clientIdName = 'client_id',
): boolean {
  if (clientAuthentication === 'body')
    return grant[clientIdName] === clientId && grant['client_secret'] === clientSecret;
  const pair = [clientId, clientSecret].map(encodeURIComponent).join(':');
  return authorization === `Basic ${Buffer.from(pair).toString('base64')}`;
}
