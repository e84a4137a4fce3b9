// Original file: neighbourhood/workflow/v1/hooks.proto


/**
 * DeleteHookRequest names a hook.
 */
export interface DeleteHookRequest {
  /**
   * `hok_…`.
   */
  'hookId'?: (string);
}

/**
 * DeleteHookRequest names a hook.
 */
export interface DeleteHookRequest__Output {
  /**
   * `hok_…`.
   */
  'hookId': (string);
}
