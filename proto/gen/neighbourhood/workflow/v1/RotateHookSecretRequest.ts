// Original file: neighbourhood/workflow/v1/hooks.proto


/**
 * RotateHookSecretRequest names a hook.
 */
export interface RotateHookSecretRequest {
  /**
   * `hok_…`.
   */
  'hookId'?: (string);
  /**
   * Seconds for which the old secret is good too, 0 to 604800; absent means 86400.
   */
  'overlapSeconds'?: (number);
  /**
   * The provider's new secret; empty means one made here.
   */
  'secret'?: (string);
  '_overlapSeconds'?: "overlapSeconds";
}

/**
 * RotateHookSecretRequest names a hook.
 */
export interface RotateHookSecretRequest__Output {
  /**
   * `hok_…`.
   */
  'hookId': (string);
  /**
   * Seconds for which the old secret is good too, 0 to 604800; absent means 86400.
   */
  'overlapSeconds'?: (number);
  /**
   * The provider's new secret; empty means one made here.
   */
  'secret': (string);
  '_overlapSeconds'?: "overlapSeconds";
}
