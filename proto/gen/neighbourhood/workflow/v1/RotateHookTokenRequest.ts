// Original file: neighbourhood/workflow/v1/hooks.proto


/**
 * RotateHookTokenRequest names a hook.
 */
export interface RotateHookTokenRequest {
  /**
   * `hok_…`.
   */
  'hookId'?: (string);
  /**
   * Seconds for which the old token is good too, 0 to 604800; absent means 86400.
   */
  'overlapSeconds'?: (number);
  '_overlapSeconds'?: "overlapSeconds";
}

/**
 * RotateHookTokenRequest names a hook.
 */
export interface RotateHookTokenRequest__Output {
  /**
   * `hok_…`.
   */
  'hookId': (string);
  /**
   * Seconds for which the old token is good too, 0 to 604800; absent means 86400.
   */
  'overlapSeconds'?: (number);
  '_overlapSeconds'?: "overlapSeconds";
}
