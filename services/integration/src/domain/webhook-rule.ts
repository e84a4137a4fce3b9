import type { Template } from './provider.ts';

/** TimestampUnit is how a time is written. */
export type TimestampUnit = 'seconds' | 'milliseconds' | 'iso8601' | 'httpDate';

/** WebhookSignature is how a provider proves that a webhook is its own. */
export type WebhookSignature =
  | {
      /** `ecdsa` is P-256 with SHA-256: the signature is DER, the secret the public key, SPKI in base64. */
      type: 'hmac' | 'ed25519' | 'ecdsa';
      /** Of `hmac`. */
      algorithm: 'sha1' | 'sha256' | 'sha512';
      /** Of `hmac`: how the key is written in the secret. */
      secretEncoding: 'text' | 'hex' | 'base64';
      encoding: 'hex' | 'base64';
      header: string;
      /** What stands before the signature. */
      prefix: string;
      /** For headers with several parts, as `t=…,v1=…`: their separator and names. */
      list?: { separator: string; timestamp?: string | undefined; signature: string } | undefined;
      /** What is signed: a template over `body` (as it came), `timestamp`, `url`, `secret` and `header`. */
      payload: string;
      timestamp?: { header?: string | undefined; unit: TimestampUnit; toleranceSeconds: number } | undefined;
    }
  /** A JWT under the secret, by HS256; its claims must be what these templates over `url` and `bodySha256` say. */
  | { type: 'jwt'; header: string; claims: Readonly<Record<string, string>> }
  /** The secret itself comes along. */
  | {
      type: 'token';
      header?: string | undefined;
      query?: string | undefined;
      body?: string | undefined;
      prefix: string;
    }
  | { type: 'basic' }
  | { type: 'standardWebhooks' }
  /** Code of our own, by its name. */
  | { type: 'adapter'; name: string };

/** WebhookChallenge is what is answered at once when a webhook is registered. */
export interface WebhookChallenge {
  /** By GET the query parameter `query` is answered; else what `answer` makes of the body. */
  method: 'GET' | 'POST';
  query?: string | undefined;
  /** Query parameter that must equal the secret. */
  verifyToken?: string | undefined;
  /** Without `equals` it is enough that something is there. */
  when?: { path: string; equals?: string | undefined } | undefined;
  /**
   * What is answered with the HMAC-SHA256 of it under the secret, `${proof}`: a path in `body` or `query`. A POST must
   * be signed itself: anybody else would be given signatures for whatever they like. By GET only a token is answered,
   * and no message that looks like one is an event: `isToken`.
   */
  proof?: string | undefined;
  proofEncoding: 'hex' | 'base64';
  answer?: Template | undefined;
}

/** WebhookRule is what is to be known of the webhooks that a provider sends. */
export interface WebhookRule {
  signature: WebhookSignature;
  /** What tells one delivery from another: a template over `body` (parsed), `header`, `query` and `arrival`, another for each message. */
  id?: string | undefined;
  event?: string | undefined;
  /** The provider's account, as in a connection's `account.id`. */
  account?: string | undefined;
  challenge?: WebhookChallenge | undefined;
}
