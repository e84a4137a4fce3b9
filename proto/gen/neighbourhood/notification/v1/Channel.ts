// Original file: neighbourhood/notification/v1/notifications.proto

/**
 * Channel is a way to reach somebody.
 */
export const Channel = {
  /**
   * Not known; as a filter: all.
   */
  CHANNEL_UNSPECIFIED: 'CHANNEL_UNSPECIFIED',
  /**
   * E-mail.
   */
  CHANNEL_EMAIL: 'CHANNEL_EMAIL',
  /**
   * Text message.
   */
  CHANNEL_SMS: 'CHANNEL_SMS',
  /**
   * Push message.
   */
  CHANNEL_PUSH: 'CHANNEL_PUSH',
  /**
   * One of the workspace's webhooks.
   */
  CHANNEL_WEBHOOK: 'CHANNEL_WEBHOOK',
} as const;

/**
 * Channel is a way to reach somebody.
 */
export type Channel =
  /**
   * Not known; as a filter: all.
   */
  | 'CHANNEL_UNSPECIFIED'
  | 0
  /**
   * E-mail.
   */
  | 'CHANNEL_EMAIL'
  | 1
  /**
   * Text message.
   */
  | 'CHANNEL_SMS'
  | 2
  /**
   * Push message.
   */
  | 'CHANNEL_PUSH'
  | 3
  /**
   * One of the workspace's webhooks.
   */
  | 'CHANNEL_WEBHOOK'
  | 4

/**
 * Channel is a way to reach somebody.
 */
export type Channel__Output = typeof Channel[keyof typeof Channel]
