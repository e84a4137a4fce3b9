// Original file: neighbourhood/workflow/v1/executions.proto


/**
 * ExecutionError is the DSL's error object, RFC 9457.
 */
export interface ExecutionError {
  /**
   * URI of the kind of error.
   */
  'type'?: (string);
  /**
   * HTTP status that fits it.
   */
  'status'?: (number);
  /**
   * Short name for people.
   */
  'title'?: (string);
  /**
   * What went wrong.
   */
  'detail'?: (string);
  /**
   * JSON pointer to the task that raised it.
   */
  'instance'?: (string);
}

/**
 * ExecutionError is the DSL's error object, RFC 9457.
 */
export interface ExecutionError__Output {
  /**
   * URI of the kind of error.
   */
  'type': (string);
  /**
   * HTTP status that fits it.
   */
  'status': (number);
  /**
   * Short name for people.
   */
  'title': (string);
  /**
   * What went wrong.
   */
  'detail': (string);
  /**
   * JSON pointer to the task that raised it.
   */
  'instance': (string);
}
