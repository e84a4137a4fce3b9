// Original file: neighbourhood/consent/v1/consents.proto


/**
 * Notice is the text that the end user was shown.
 */
export interface Notice {
  /**
   * The customer's version of it, 1 to 100 characters.
   */
  'version'?: (string);
  /**
   * Where it can be read.
   */
  'url'?: (string);
  /**
   * BCP 47 tag, as `de`.
   */
  'language'?: (string);
}

/**
 * Notice is the text that the end user was shown.
 */
export interface Notice__Output {
  /**
   * The customer's version of it, 1 to 100 characters.
   */
  'version': (string);
  /**
   * Where it can be read.
   */
  'url': (string);
  /**
   * BCP 47 tag, as `de`.
   */
  'language': (string);
}
