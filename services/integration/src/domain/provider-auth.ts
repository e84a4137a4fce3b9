import type { Template } from './provider.ts';

/** TokenPaths tell where a token answer holds what RFC 6749, 5.1, calls by these names. */
export interface TokenPaths {
  accessToken: string;
  refreshToken: string;
  expiresIn: string;
  /** Of a date in ISO 8601, where that stands in place of `expires_in`. */
  expiresAt?: string | undefined;
  scope: string;
}

/** TokenRules are how a token endpoint is asked, and what it deviates in. */
export interface TokenRules {
  tokenUrl: string;
  /** How the client names itself at the token endpoint. */
  clientAuthentication: 'basic' | 'body';
  tokenEncoding: 'form' | 'json';
  tokenHeaders: Readonly<Record<string, string>>;
  token: TokenPaths;
}

/** OAuth2 tells where a provider authorises, and how it deviates from RFC 6749. */
export interface OAuth2 extends TokenRules {
  type: 'oauth2';
  authorizationUrl: string;
  /** Where tokens are refreshed, if not where codes are redeemed. */
  refreshUrl?: string | undefined;
  /** The `iss` that must come back with the code (RFC 9207), for providers that send it. */
  issuer?: string | undefined;
  /** Name of the parameter `client_id`, where it is another. */
  clientIdName: string;
  /** Name of the parameter `scope`, where it is another. */
  scopeName: string;
  pkce: boolean;
  scopeSeparator: ' ' | ',';
  /** Further parameters of the authorization request; may use `${endUserId}`. */
  authorizationParams: Readonly<Record<string, string>>;
  /** Further parameters of the request that redeems the code. */
  tokenParams: Readonly<Record<string, string>>;
  revocation?: RevocationRule | undefined;
}

/** RevocationRule tells how a token is given back; templates over `credentials` and `client` (`id`, `secret`). */
export interface RevocationRule {
  method: 'GET' | 'POST' | 'DELETE';
  url: string;
  authentication: 'basic' | 'bearer' | 'none';
  /** Besides, or instead, where authentication is `none`. */
  headers: Readonly<Record<string, string>>;
  encoding: 'form' | 'json';
  body?: Readonly<Record<string, Template>> | undefined;
}

/** CredentialField is something that an end user pastes. */
export interface CredentialField {
  id: string;
  title: string;
  description: string;
  pattern?: string | undefined;
}

/** ClientCredentials is for providers where end users bring a client of their own (RFC 6749, 4.4). */
export interface ClientCredentials extends TokenRules {
  type: 'clientCredentials';
  /** `clientId` and `clientSecret` are among them. */
  fields: readonly CredentialField[];
  scope?: string | undefined;
  /** Parameters of the token request besides, or instead; templates over `credentials`. */
  tokenParams: Readonly<Record<string, string>>;
  /** The whole body of the token request, where nothing of it is RFC 6749's. */
  tokenBody?: Template | undefined;
}

/** KeyPairAuth is for providers that take a JWT which the end user's private key signed (RFC 7523). */
export interface KeyPairAuth {
  type: 'keyPair';
  /** `privateKey` (PEM, PKCS #8) is among them. */
  fields: readonly CredentialField[];
  algorithm: 'RS256' | 'ES256' | 'EdDSA';
  /** Templates over `credentials` and `params`, as the claims are. */
  header: Readonly<Record<string, string>>;
  claims: Readonly<Record<string, string>>;
  lifetimeSeconds: number;
  /** Where the JWT is exchanged for an access token; without it, it is the access token. */
  exchange?: { tokenUrl: string; grantType: string } | undefined;
}

/** ApiKeyAuth is for providers whose users paste a key. */
export interface ApiKeyAuth {
  type: 'apiKey';
  fields: readonly CredentialField[];
}

/** BasicAuth is for providers that take HTTP Basic credentials (RFC 7617), made of what users paste. */
export interface BasicAuth {
  type: 'basic';
  fields: readonly CredentialField[];
  /** Templates over `credentials`. */
  username: string;
  password: string;
}

/** ProviderAuth is how a provider knows who acts. */
export type ProviderAuth = OAuth2 | ClientCredentials | KeyPairAuth | ApiKeyAuth | BasicAuth;
