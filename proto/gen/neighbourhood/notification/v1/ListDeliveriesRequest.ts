// Original file: neighbourhood/notification/v1/deliveries.proto

import type { DeliveryStatus as _neighbourhood_notification_v1_DeliveryStatus, DeliveryStatus__Output as _neighbourhood_notification_v1_DeliveryStatus__Output } from '../../../neighbourhood/notification/v1/DeliveryStatus.ts';

/**
 * ListDeliveriesRequest filters an endpoint's deliveries.
 */
export interface ListDeliveriesRequest {
  /**
   * `whk_…`.
   */
  'webhookId'?: (string);
  /**
   * Only in this state; unspecified means all.
   */
  'status'?: (_neighbourhood_notification_v1_DeliveryStatus);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize'?: (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken'?: (string);
}

/**
 * ListDeliveriesRequest filters an endpoint's deliveries.
 */
export interface ListDeliveriesRequest__Output {
  /**
   * `whk_…`.
   */
  'webhookId': (string);
  /**
   * Only in this state; unspecified means all.
   */
  'status': (_neighbourhood_notification_v1_DeliveryStatus__Output);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
