// Original file: neighbourhood/workflow/v1/hooks.proto


/**
 * ReceiveHookRequest is a message as somebody sent it, with what is to prove that they may.
 */
export interface ReceiveHookRequest {
  /**
   * `wsp_…`.
   */
  'workspaceId'?: (string);
  /**
   * The hook's path.
   */
  'path'?: (string);
  /**
   * The token of the address; may be empty.
   */
  'token'?: (string);
  /**
   * `webhook-id`; may be empty.
   */
  'webhookId'?: (string);
  /**
   * `webhook-timestamp`; may be empty.
   */
  'webhookTimestamp'?: (string);
  /**
   * `webhook-signature`; may be empty.
   */
  'webhookSignature'?: (string);
  /**
   * `Content-Type`; may be empty.
   */
  'contentType'?: (string);
  /**
   * The body, byte for byte.
   */
  'body'?: (Buffer | Uint8Array | string);
  /**
   * `POST` or `GET`; empty means POST.
   */
  'method'?: (string);
  /**
   * What follows `?` in the address, as it came; may be empty.
   */
  'query'?: (string);
  /**
   * Other headers, by lower-case names, for webhooks of providers.
   */
  'headers'?: ({[key: string]: string});
}

/**
 * ReceiveHookRequest is a message as somebody sent it, with what is to prove that they may.
 */
export interface ReceiveHookRequest__Output {
  /**
   * `wsp_…`.
   */
  'workspaceId': (string);
  /**
   * The hook's path.
   */
  'path': (string);
  /**
   * The token of the address; may be empty.
   */
  'token': (string);
  /**
   * `webhook-id`; may be empty.
   */
  'webhookId': (string);
  /**
   * `webhook-timestamp`; may be empty.
   */
  'webhookTimestamp': (string);
  /**
   * `webhook-signature`; may be empty.
   */
  'webhookSignature': (string);
  /**
   * `Content-Type`; may be empty.
   */
  'contentType': (string);
  /**
   * The body, byte for byte.
   */
  'body': (Buffer);
  /**
   * `POST` or `GET`; empty means POST.
   */
  'method': (string);
  /**
   * What follows `?` in the address, as it came; may be empty.
   */
  'query': (string);
  /**
   * Other headers, by lower-case names, for webhooks of providers.
   */
  'headers': ({[key: string]: string});
}
