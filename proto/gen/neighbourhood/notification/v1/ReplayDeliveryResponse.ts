// Original file: neighbourhood/notification/v1/deliveries.proto

import type { Delivery as _neighbourhood_notification_v1_Delivery, Delivery__Output as _neighbourhood_notification_v1_Delivery__Output } from '../../../neighbourhood/notification/v1/Delivery.ts';

/**
 * ReplayDeliveryResponse is the delivery, due at once.
 */
export interface ReplayDeliveryResponse {
  /**
   * The delivery.
   */
  'delivery'?: (_neighbourhood_notification_v1_Delivery | null);
}

/**
 * ReplayDeliveryResponse is the delivery, due at once.
 */
export interface ReplayDeliveryResponse__Output {
  /**
   * The delivery.
   */
  'delivery': (_neighbourhood_notification_v1_Delivery__Output | null);
}
