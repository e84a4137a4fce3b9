// Original file: neighbourhood/workflow/v1/hooks.proto


/**
 * HookReply is what a provider is answered.
 */
export interface HookReply {
  /**
   * `Content-Type`; empty for an empty body.
   */
  'contentType'?: (string);
  /**
   * The body.
   */
  'body'?: (string);
}

/**
 * HookReply is what a provider is answered.
 */
export interface HookReply__Output {
  /**
   * `Content-Type`; empty for an empty body.
   */
  'contentType': (string);
  /**
   * The body.
   */
  'body': (string);
}
