// Original file: neighbourhood/integration/v1/providers.proto


/**
 * ListProvidersRequest filters the catalogue.
 */
export interface ListProvidersRequest {
  /**
   * Only this category; empty means all.
   */
  'category'?: (string);
  /**
   * Words to find in id, name and description; empty means all.
   */
  'query'?: (string);
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
 * ListProvidersRequest filters the catalogue.
 */
export interface ListProvidersRequest__Output {
  /**
   * Only this category; empty means all.
   */
  'category': (string);
  /**
   * Words to find in id, name and description; empty means all.
   */
  'query': (string);
  /**
   * 1 to 100; 0 means 20.
   */
  'pageSize': (number);
  /**
   * `next_page_token` of the page before; empty for the first.
   */
  'pageToken': (string);
}
