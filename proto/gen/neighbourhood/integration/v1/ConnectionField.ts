// Original file: neighbourhood/integration/v1/providers.proto


/**
 * ConnectionField is something that must be known to connect, as a site address or an API key.
 */
export interface ConnectionField {
  /**
   * Key in `params` or `credentials`.
   */
  'name'?: (string);
  /**
   * Short name for people.
   */
  'title'?: (string);
  /**
   * Whether connecting fails without it.
   */
  'required'?: (boolean);
  /**
   * Whether it belongs in `credentials` and is stored encrypted.
   */
  'secret'?: (boolean);
}

/**
 * ConnectionField is something that must be known to connect, as a site address or an API key.
 */
export interface ConnectionField__Output {
  /**
   * Key in `params` or `credentials`.
   */
  'name': (string);
  /**
   * Short name for people.
   */
  'title': (string);
  /**
   * Whether connecting fails without it.
   */
  'required': (boolean);
  /**
   * Whether it belongs in `credentials` and is stored encrypted.
   */
  'secret': (boolean);
}
