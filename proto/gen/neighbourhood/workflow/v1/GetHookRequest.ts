// Original file: neighbourhood/workflow/v1/hooks.proto


/**
 * GetHookRequest names a hook.
 */
export interface GetHookRequest {
  /**
   * `hok_…`.
   */
  'hookId'?: (string);
}

/**
 * GetHookRequest names a hook.
 */
export interface GetHookRequest__Output {
  /**
   * `hok_…`.
   */
  'hookId': (string);
}
