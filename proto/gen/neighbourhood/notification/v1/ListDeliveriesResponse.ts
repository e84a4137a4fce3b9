// Original file: neighbourhood/notification/v1/deliveries.proto

import type { Delivery as _neighbourhood_notification_v1_Delivery, Delivery__Output as _neighbourhood_notification_v1_Delivery__Output } from '../../../neighbourhood/notification/v1/Delivery.ts';

/**
 * ListDeliveriesResponse is one page of deliveries.
 */
export interface ListDeliveriesResponse {
  /**
   * Newest first.
   */
  'deliveries'?: (_neighbourhood_notification_v1_Delivery)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken'?: (string);
}

/**
 * ListDeliveriesResponse is one page of deliveries.
 */
export interface ListDeliveriesResponse__Output {
  /**
   * Newest first.
   */
  'deliveries': (_neighbourhood_notification_v1_Delivery__Output)[];
  /**
   * Token of the next page; empty on the last.
   */
  'nextPageToken': (string);
}
