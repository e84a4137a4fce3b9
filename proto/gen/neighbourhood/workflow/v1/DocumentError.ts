// Original file: neighbourhood/workflow/v1/workflows.proto


/**
 * DocumentError is one thing wrong with a document.
 */
export interface DocumentError {
  /**
   * JSON pointer into the document, as `/do/0/getPet/call`.
   */
  'path'?: (string);
  /**
   * What is wrong there.
   */
  'message'?: (string);
}

/**
 * DocumentError is one thing wrong with a document.
 */
export interface DocumentError__Output {
  /**
   * JSON pointer into the document, as `/do/0/getPet/call`.
   */
  'path': (string);
  /**
   * What is wrong there.
   */
  'message': (string);
}
