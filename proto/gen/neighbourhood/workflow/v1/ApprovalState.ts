// Original file: neighbourhood/workflow/v1/approvals.proto

/**
 * ApprovalState is where a request for a decision stands.
 */
export const ApprovalState = {
  /**
   * Not known.
   */
  APPROVAL_STATE_UNSPECIFIED: 'APPROVAL_STATE_UNSPECIFIED',
  /**
   * Nobody has decided yet.
   */
  APPROVAL_STATE_OPEN: 'APPROVAL_STATE_OPEN',
  /**
   * Somebody decided.
   */
  APPROVAL_STATE_DECIDED: 'APPROVAL_STATE_DECIDED',
  /**
   * Nobody decided in time.
   */
  APPROVAL_STATE_EXPIRED: 'APPROVAL_STATE_EXPIRED',
  /**
   * The run that asks has ended.
   */
  APPROVAL_STATE_WITHDRAWN: 'APPROVAL_STATE_WITHDRAWN',
} as const;

/**
 * ApprovalState is where a request for a decision stands.
 */
export type ApprovalState =
  /**
   * Not known.
   */
  | 'APPROVAL_STATE_UNSPECIFIED'
  | 0
  /**
   * Nobody has decided yet.
   */
  | 'APPROVAL_STATE_OPEN'
  | 1
  /**
   * Somebody decided.
   */
  | 'APPROVAL_STATE_DECIDED'
  | 2
  /**
   * Nobody decided in time.
   */
  | 'APPROVAL_STATE_EXPIRED'
  | 3
  /**
   * The run that asks has ended.
   */
  | 'APPROVAL_STATE_WITHDRAWN'
  | 4

/**
 * ApprovalState is where a request for a decision stands.
 */
export type ApprovalState__Output = typeof ApprovalState[keyof typeof ApprovalState]
