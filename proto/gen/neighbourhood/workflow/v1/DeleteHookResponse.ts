// Original file: neighbourhood/workflow/v1/hooks.proto


/**
 * DeleteHookResponse is empty: the hook is gone.
 */
export interface DeleteHookResponse {
}

/**
 * DeleteHookResponse is empty: the hook is gone.
 */
export interface DeleteHookResponse__Output {
}
