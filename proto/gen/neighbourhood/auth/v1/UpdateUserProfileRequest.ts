// Original file: neighbourhood/auth/v1/users.proto


/**
 * UpdateUserProfileRequest changes the fields that are present.
 */
export interface UpdateUserProfileRequest {
  /**
   * New given name; empty clears it.
   */
  'firstName'?: (string);
  /**
   * New family name; empty clears it.
   */
  'lastName'?: (string);
  /**
   * New company; empty clears it.
   */
  'company'?: (string);
  /**
   * New https address of a picture; empty clears it.
   */
  'avatarUrl'?: (string);
  '_firstName'?: "firstName";
  '_lastName'?: "lastName";
  '_company'?: "company";
  '_avatarUrl'?: "avatarUrl";
}

/**
 * UpdateUserProfileRequest changes the fields that are present.
 */
export interface UpdateUserProfileRequest__Output {
  /**
   * New given name; empty clears it.
   */
  'firstName'?: (string);
  /**
   * New family name; empty clears it.
   */
  'lastName'?: (string);
  /**
   * New company; empty clears it.
   */
  'company'?: (string);
  /**
   * New https address of a picture; empty clears it.
   */
  'avatarUrl'?: (string);
  '_firstName'?: "firstName";
  '_lastName'?: "lastName";
  '_company'?: "company";
  '_avatarUrl'?: "avatarUrl";
}
