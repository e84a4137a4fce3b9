// Original file: neighbourhood/integration/v1/webhooks.proto


/**
 * ChallengeAnswer is what the provider waits for.
 */
export interface ChallengeAnswer {
  /**
   * `Content-Type` of the body.
   */
  'contentType'?: (string);
  /**
   * The body.
   */
  'body'?: (string);
}

/**
 * ChallengeAnswer is what the provider waits for.
 */
export interface ChallengeAnswer__Output {
  /**
   * `Content-Type` of the body.
   */
  'contentType': (string);
  /**
   * The body.
   */
  'body': (string);
}
