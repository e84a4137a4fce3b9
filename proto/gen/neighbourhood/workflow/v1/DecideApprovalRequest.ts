// Original file: neighbourhood/workflow/v1/approvals.proto


/**
 * DecideApprovalRequest is a decision.
 */
export interface DecideApprovalRequest {
  /**
   * The token of the link.
   */
  'token'?: (string);
  /**
   * One of the choices.
   */
  'decision'?: (string);
  /**
   * Why, at most 2000 characters; optional.
   */
  'comment'?: (string);
}

/**
 * DecideApprovalRequest is a decision.
 */
export interface DecideApprovalRequest__Output {
  /**
   * The token of the link.
   */
  'token': (string);
  /**
   * One of the choices.
   */
  'decision': (string);
  /**
   * Why, at most 2000 characters; optional.
   */
  'comment': (string);
}
