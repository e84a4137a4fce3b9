// Original file: neighbourhood/integration/v1/transfer.proto


/**
 * TransferHeader is a header of a request or an answer.
 */
export interface TransferHeader {
  /**
   * Lower-case name.
   */
  'name'?: (string);
  /**
   * Value.
   */
  'value'?: (string);
}

/**
 * TransferHeader is a header of a request or an answer.
 */
export interface TransferHeader__Output {
  /**
   * Lower-case name.
   */
  'name': (string);
  /**
   * Value.
   */
  'value': (string);
}
