// Original file: neighbourhood/auth/v1/users.proto


/**
 * GetUserRequest names a user.
 */
export interface GetUserRequest {
  /**
   * `usr_…`; empty means the caller. Others need `user:read` and a common workspace.
   */
  'userId'?: (string);
}

/**
 * GetUserRequest names a user.
 */
export interface GetUserRequest__Output {
  /**
   * `usr_…`; empty means the caller. Others need `user:read` and a common workspace.
   */
  'userId': (string);
}
