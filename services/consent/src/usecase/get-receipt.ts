import type { Call } from '@neighbourhood/shared/call/call';
import type { Consent } from '../domain/consent.ts';
import type { LedgerStore } from '../domain/ledger-store.ts';
import { receiptOf, type ReceiptProfile } from '../domain/receipt.ts';
import type { Signer } from './ports.ts';

/** createIssueReceipt makes the receipt of a consent from its grant in the ledger: the same one every time. */
export function createIssueReceipt(deps: { ledger: LedgerStore; signer: Signer; profile: ReceiptProfile }) {
  return async (consent: Consent): Promise<string> => {
    const [granted] = await deps.ledger.history(consent.workspaceId, consent.id, { limit: 1, after: 0 });
    if (!granted) throw new Error(`the ledger does not know the grant of ${consent.id}`);
    return deps.signer.sign('consent-receipt', receiptOf(consent, granted, deps.profile));
  };
}

/** createGetReceipt returns the signed receipt of a consent, for the end user to keep: a compact JWS. */
export function createGetReceipt(deps: {
  getConsent: (request: { id: string }, call: Call) => Promise<Consent>;
  issueReceipt: (consent: Consent) => Promise<string>;
}) {
  return async (request: { id: string }, call: Call): Promise<string> =>
    deps.issueReceipt(await deps.getConsent(request, call));
}
