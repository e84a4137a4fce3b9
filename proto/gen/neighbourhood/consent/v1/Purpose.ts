// Original file: neighbourhood/consent/v1/purposes.proto


/**
 * Purpose is what data may be used for.
 */
export interface Purpose {
  /**
   * `[a-z][a-z0-9_-]*`, at most 64 characters.
   */
  'id'?: (string);
  /**
   * Short name for people.
   */
  'title'?: (string);
  /**
   * What it means.
   */
  'description'?: (string);
}

/**
 * Purpose is what data may be used for.
 */
export interface Purpose__Output {
  /**
   * `[a-z][a-z0-9_-]*`, at most 64 characters.
   */
  'id': (string);
  /**
   * Short name for people.
   */
  'title': (string);
  /**
   * What it means.
   */
  'description': (string);
}
