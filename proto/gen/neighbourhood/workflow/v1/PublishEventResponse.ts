// Original file: neighbourhood/workflow/v1/events.proto


/**
 * PublishEventResponse tells under which id it was published.
 */
export interface PublishEventResponse {
  /**
   * Id of the event.
   */
  'eventId'?: (string);
}

/**
 * PublishEventResponse tells under which id it was published.
 */
export interface PublishEventResponse__Output {
  /**
   * Id of the event.
   */
  'eventId': (string);
}
