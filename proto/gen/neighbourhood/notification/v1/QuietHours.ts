// Original file: neighbourhood/notification/v1/preferences.proto


/**
 * QuietHours is a daily time without messages.
 */
export interface QuietHours {
  /**
   * Begin, `HH:MM`.
   */
  'from'?: (string);
  /**
   * End, `HH:MM`; before `from` means over midnight.
   */
  'to'?: (string);
  /**
   * IANA name, as `Europe/Berlin`.
   */
  'timezone'?: (string);
}

/**
 * QuietHours is a daily time without messages.
 */
export interface QuietHours__Output {
  /**
   * Begin, `HH:MM`.
   */
  'from': (string);
  /**
   * End, `HH:MM`; before `from` means over midnight.
   */
  'to': (string);
  /**
   * IANA name, as `Europe/Berlin`.
   */
  'timezone': (string);
}
