// Original file: neighbourhood/notification/v1/webhooks.proto

/**
 * WebhookStatus is the state of an endpoint.
 */
export const WebhookStatus = {
  /**
   * Not known; in an update: unchanged.
   */
  WEBHOOK_STATUS_UNSPECIFIED: 'WEBHOOK_STATUS_UNSPECIFIED',
  /**
   * Messages are delivered.
   */
  WEBHOOK_STATUS_ACTIVE: 'WEBHOOK_STATUS_ACTIVE',
  /**
   * Nothing is delivered, by choice or after continuous failure.
   */
  WEBHOOK_STATUS_DISABLED: 'WEBHOOK_STATUS_DISABLED',
} as const;

/**
 * WebhookStatus is the state of an endpoint.
 */
export type WebhookStatus =
  /**
   * Not known; in an update: unchanged.
   */
  | 'WEBHOOK_STATUS_UNSPECIFIED'
  | 0
  /**
   * Messages are delivered.
   */
  | 'WEBHOOK_STATUS_ACTIVE'
  | 1
  /**
   * Nothing is delivered, by choice or after continuous failure.
   */
  | 'WEBHOOK_STATUS_DISABLED'
  | 2

/**
 * WebhookStatus is the state of an endpoint.
 */
export type WebhookStatus__Output = typeof WebhookStatus[keyof typeof WebhookStatus]
