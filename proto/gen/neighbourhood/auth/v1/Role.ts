// Original file: neighbourhood/auth/v1/workspaces.proto

/**
 * Role is a user's set of permissions in one workspace.
 */
export const Role = {
  /**
   * No role.
   */
  ROLE_UNSPECIFIED: 'ROLE_UNSPECIFIED',
  /**
   * Everything.
   */
  ROLE_ADMIN: 'ROLE_ADMIN',
  /**
   * Builds and runs integrations and workflows.
   */
  ROLE_DEVELOPER: 'ROLE_DEVELOPER',
  /**
   * Runs them.
   */
  ROLE_USER: 'ROLE_USER',
  /**
   * Reads only.
   */
  ROLE_VIEWER: 'ROLE_VIEWER',
} as const;

/**
 * Role is a user's set of permissions in one workspace.
 */
export type Role =
  /**
   * No role.
   */
  | 'ROLE_UNSPECIFIED'
  | 0
  /**
   * Everything.
   */
  | 'ROLE_ADMIN'
  | 1
  /**
   * Builds and runs integrations and workflows.
   */
  | 'ROLE_DEVELOPER'
  | 2
  /**
   * Runs them.
   */
  | 'ROLE_USER'
  | 3
  /**
   * Reads only.
   */
  | 'ROLE_VIEWER'
  | 4

/**
 * Role is a user's set of permissions in one workspace.
 */
export type Role__Output = typeof Role[keyof typeof Role]
