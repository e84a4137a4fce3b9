// Original file: neighbourhood/integration/v1/providers.proto

/**
 * ClientOwner is whose OAuth client connections are made with.
 */
export const ClientOwner = {
  /**
   * Not known.
   */
  CLIENT_OWNER_UNSPECIFIED: 'CLIENT_OWNER_UNSPECIFIED',
  /**
   * Nobody's: there is none, or none is needed.
   */
  CLIENT_OWNER_NONE: 'CLIENT_OWNER_NONE',
  /**
   * The platform's.
   */
  CLIENT_OWNER_PLATFORM: 'CLIENT_OWNER_PLATFORM',
  /**
   * The workspace's own.
   */
  CLIENT_OWNER_OWN: 'CLIENT_OWNER_OWN',
} as const;

/**
 * ClientOwner is whose OAuth client connections are made with.
 */
export type ClientOwner =
  /**
   * Not known.
   */
  | 'CLIENT_OWNER_UNSPECIFIED'
  | 0
  /**
   * Nobody's: there is none, or none is needed.
   */
  | 'CLIENT_OWNER_NONE'
  | 1
  /**
   * The platform's.
   */
  | 'CLIENT_OWNER_PLATFORM'
  | 2
  /**
   * The workspace's own.
   */
  | 'CLIENT_OWNER_OWN'
  | 3

/**
 * ClientOwner is whose OAuth client connections are made with.
 */
export type ClientOwner__Output = typeof ClientOwner[keyof typeof ClientOwner]
