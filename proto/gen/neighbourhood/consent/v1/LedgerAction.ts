// Original file: neighbourhood/consent/v1/ledger.proto

/**
 * LedgerAction is what an entry records.
 */
export const LedgerAction = {
  /**
   * Not known.
   */
  LEDGER_ACTION_UNSPECIFIED: 'LEDGER_ACTION_UNSPECIFIED',
  /**
   * A consent was given.
   */
  LEDGER_ACTION_GRANTED: 'LEDGER_ACTION_GRANTED',
  /**
   * A consent was withdrawn.
   */
  LEDGER_ACTION_REVOKED: 'LEDGER_ACTION_REVOKED',
  /**
   * A consent ended by time.
   */
  LEDGER_ACTION_EXPIRED: 'LEDGER_ACTION_EXPIRED',
  /**
   * An end user's data was erased.
   */
  LEDGER_ACTION_ERASED: 'LEDGER_ACTION_ERASED',
  /**
   * A newer consent took over purposes of this one: `details` names it and them.
   */
  LEDGER_ACTION_SUPERSEDED: 'LEDGER_ACTION_SUPERSEDED',
} as const;

/**
 * LedgerAction is what an entry records.
 */
export type LedgerAction =
  /**
   * Not known.
   */
  | 'LEDGER_ACTION_UNSPECIFIED'
  | 0
  /**
   * A consent was given.
   */
  | 'LEDGER_ACTION_GRANTED'
  | 1
  /**
   * A consent was withdrawn.
   */
  | 'LEDGER_ACTION_REVOKED'
  | 2
  /**
   * A consent ended by time.
   */
  | 'LEDGER_ACTION_EXPIRED'
  | 3
  /**
   * An end user's data was erased.
   */
  | 'LEDGER_ACTION_ERASED'
  | 4
  /**
   * A newer consent took over purposes of this one: `details` names it and them.
   */
  | 'LEDGER_ACTION_SUPERSEDED'
  | 5

/**
 * LedgerAction is what an entry records.
 */
export type LedgerAction__Output = typeof LedgerAction[keyof typeof LedgerAction]
