// Original file: neighbourhood/integration/v1/webhooks.proto


/**
 * VerifyWebhookRequest is a message as it came, with the secrets by which it may be proven.
 */
export interface VerifyWebhookRequest {
  /**
   * Id of the provider.
   */
  'provider'?: (string);
  /**
   * What the provider signs with, or its public keys; newest first.
   */
  'secrets'?: (string)[];
  /**
   * `POST` or `GET`.
   */
  'method'?: (string);
  /**
   * The whole address, as the provider was given it, with its query.
   */
  'url'?: (string);
  /**
   * Headers by lower-case names.
   */
  'headers'?: ({[key: string]: string});
  /**
   * The body, byte for byte.
   */
  'body'?: (Buffer | Uint8Array | string);
}

/**
 * VerifyWebhookRequest is a message as it came, with the secrets by which it may be proven.
 */
export interface VerifyWebhookRequest__Output {
  /**
   * Id of the provider.
   */
  'provider': (string);
  /**
   * What the provider signs with, or its public keys; newest first.
   */
  'secrets': (string)[];
  /**
   * `POST` or `GET`.
   */
  'method': (string);
  /**
   * The whole address, as the provider was given it, with its query.
   */
  'url': (string);
  /**
   * Headers by lower-case names.
   */
  'headers': ({[key: string]: string});
  /**
   * The body, byte for byte.
   */
  'body': (Buffer);
}
