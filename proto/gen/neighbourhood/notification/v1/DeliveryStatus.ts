// Original file: neighbourhood/notification/v1/deliveries.proto

/**
 * DeliveryStatus is the state of a delivery.
 */
export const DeliveryStatus = {
  /**
   * Not known; as a filter: all.
   */
  DELIVERY_STATUS_UNSPECIFIED: 'DELIVERY_STATUS_UNSPECIFIED',
  /**
   * Not tried yet.
   */
  DELIVERY_STATUS_PENDING: 'DELIVERY_STATUS_PENDING',
  /**
   * The endpoint answered 2xx.
   */
  DELIVERY_STATUS_SUCCEEDED: 'DELIVERY_STATUS_SUCCEEDED',
  /**
   * The last attempt failed; another is due.
   */
  DELIVERY_STATUS_FAILED: 'DELIVERY_STATUS_FAILED',
  /**
   * Given up.
   */
  DELIVERY_STATUS_DEAD: 'DELIVERY_STATUS_DEAD',
} as const;

/**
 * DeliveryStatus is the state of a delivery.
 */
export type DeliveryStatus =
  /**
   * Not known; as a filter: all.
   */
  | 'DELIVERY_STATUS_UNSPECIFIED'
  | 0
  /**
   * Not tried yet.
   */
  | 'DELIVERY_STATUS_PENDING'
  | 1
  /**
   * The endpoint answered 2xx.
   */
  | 'DELIVERY_STATUS_SUCCEEDED'
  | 2
  /**
   * The last attempt failed; another is due.
   */
  | 'DELIVERY_STATUS_FAILED'
  | 3
  /**
   * Given up.
   */
  | 'DELIVERY_STATUS_DEAD'
  | 4

/**
 * DeliveryStatus is the state of a delivery.
 */
export type DeliveryStatus__Output = typeof DeliveryStatus[keyof typeof DeliveryStatus]
