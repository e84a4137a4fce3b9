// Original file: neighbourhood/auth/v1/users.proto


/**
 * ClientInfo is what the gateway saw of the person's device.
 */
export interface ClientInfo {
  /**
   * Address of the client, IPv4 or IPv6 in text form.
   */
  'ip'?: (string);
  /**
   * `User-Agent` header, cut to 512 characters.
   */
  'userAgent'?: (string);
}

/**
 * ClientInfo is what the gateway saw of the person's device.
 */
export interface ClientInfo__Output {
  /**
   * Address of the client, IPv4 or IPv6 in text form.
   */
  'ip': (string);
  /**
   * `User-Agent` header, cut to 512 characters.
   */
  'userAgent': (string);
}
