// Original file: neighbourhood/consent/v1/ledger.proto


/**
 * VerifyLedgerRequest is empty: the ledger is the workspace's.
 */
export interface VerifyLedgerRequest {
}

/**
 * VerifyLedgerRequest is empty: the ledger is the workspace's.
 */
export interface VerifyLedgerRequest__Output {
}
