// Original file: neighbourhood/workflow/v1/approvals.proto


/**
 * GetApprovalRequest shows a link.
 */
export interface GetApprovalRequest {
  /**
   * The token of the link.
   */
  'token'?: (string);
}

/**
 * GetApprovalRequest shows a link.
 */
export interface GetApprovalRequest__Output {
  /**
   * The token of the link.
   */
  'token': (string);
}
