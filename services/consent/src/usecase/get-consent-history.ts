import type { Call } from '@neighbourhood/shared/call/call';
import type { Consent } from '../domain/consent.ts';
import type { Entry } from '../domain/ledger.ts';
import type { LedgerStore } from '../domain/ledger-store.ts';

/** HistoryPage is one page of a consent's ledger entries, oldest first; without `next` it is the last. */
export interface HistoryPage {
  entries: readonly Entry[];
  /** The seq after which the next page begins. */
  next?: number;
}

/** createGetConsentHistory tells what happened to a consent that the caller may read. */
export function createGetConsentHistory(deps: {
  getConsent: (request: { id: string }, call: Call) => Promise<Consent>;
  ledger: LedgerStore;
}) {
  return async (request: { id: string; limit: number; after: number }, call: Call): Promise<HistoryPage> => {
    const { id, limit, after } = request;
    const { workspaceId } = await deps.getConsent({ id }, call);
    const found = await deps.ledger.history(workspaceId, id, { limit: limit + 1, after });
    const entries = found.slice(0, limit);
    const last = entries.at(-1);
    return found.length > limit && last ? { entries, next: last.seq } : { entries };
  };
}
