// Original file: neighbourhood/consent/v1/purposes.proto


/**
 * ListPurposesRequest is empty: the purposes are the workspace's.
 */
export interface ListPurposesRequest {
}

/**
 * ListPurposesRequest is empty: the purposes are the workspace's.
 */
export interface ListPurposesRequest__Output {
}
