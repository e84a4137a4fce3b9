// Original file: neighbourhood/notification/v1/deliveries.proto


/**
 * ReplayDeliveryRequest names a delivery.
 */
export interface ReplayDeliveryRequest {
  /**
   * `whk_…`.
   */
  'webhookId'?: (string);
  /**
   * `dlv_…`.
   */
  'deliveryId'?: (string);
}

/**
 * ReplayDeliveryRequest names a delivery.
 */
export interface ReplayDeliveryRequest__Output {
  /**
   * `whk_…`.
   */
  'webhookId': (string);
  /**
   * `dlv_…`.
   */
  'deliveryId': (string);
}
