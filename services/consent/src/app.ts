import type { ConsentStore } from './domain/consent-store.ts';
import type { Terms } from './domain/grant-consent.ts';
import type { LedgerStore } from './domain/ledger-store.ts';
import type { PurposeStore } from './domain/purpose-store.ts';
import type { ReceiptProfile } from './domain/receipt.ts';
import { createCheckpointLedgers } from './usecase/checkpoint-ledgers.ts';
import { createExpireConsent } from './usecase/expire-consent.ts';
import { createExpireOverdueConsents } from './usecase/expire-overdue-consents.ts';
import { createExportEndUser } from './usecase/export-end-user.ts';
import { createGetConsentHistory } from './usecase/get-consent-history.ts';
import { createGetConsent } from './usecase/get-consent.ts';
import { createGetReceipt, createIssueReceipt } from './usecase/get-receipt.ts';
import { createGrantConsent } from './usecase/grant-consent.ts';
import { createListCheckpoints } from './usecase/list-checkpoints.ts';
import { createListConsents } from './usecase/list-consents.ts';
import { createListPurposes } from './usecase/list-purposes.ts';
import type { Clock, ExpiryTimers, Signer } from './usecase/ports.ts';
import { createReportCompliance } from './usecase/report-compliance.ts';
import { createRevokeConsent } from './usecase/revoke-consent.ts';
import { createSetPurposes } from './usecase/set-purposes.ts';
import { createValidateConsent } from './usecase/validate-consent.ts';
import { createVerifyLedger } from './usecase/verify-ledger.ts';

/** ConsentDeps is everything that the service needs from outside; tests hand in fakes. */
export interface ConsentDeps {
  store: ConsentStore;
  ledger: LedgerStore;
  purposes: PurposeStore;
  timers: ExpiryTimers;
  signer: Signer;
  terms: Terms;
  profile: ReceiptProfile;
  clock: Clock;
}

/** ConsentApp is everything that the consent service can do. */
export type ConsentApp = ReturnType<typeof createConsentApp>;

/** createConsentApp wires the use cases by hand. */
export function createConsentApp(deps: ConsentDeps) {
  const getConsent = createGetConsent(deps);
  const issueReceipt = createIssueReceipt(deps);
  const expireConsent = createExpireConsent(deps);
  return {
    clock: deps.clock,
    // what end users decide
    grantConsent: createGrantConsent(deps),
    revokeConsent: createRevokeConsent(deps),
    validateConsent: createValidateConsent(deps),
    // what they may be asked for
    listPurposes: createListPurposes(deps),
    setPurposes: createSetPurposes(deps),
    // looking at it
    getConsent,
    listConsents: createListConsents(deps),
    issueReceipt,
    getReceipt: createGetReceipt({ getConsent, issueReceipt }),
    exportEndUser: createExportEndUser(deps),
    reportCompliance: createReportCompliance(deps),
    // proving it
    getConsentHistory: createGetConsentHistory({ ...deps, getConsent }),
    verifyLedger: createVerifyLedger(deps),
    listCheckpoints: createListCheckpoints(deps),
    // what time does
    expireConsent,
    expireOverdueConsents: createExpireOverdueConsents({ ...deps, expireConsent }),
    checkpointLedgers: createCheckpointLedgers(deps),
  };
}
