import type { Call } from '@neighbourhood/shared/call/call';
import type { Consent } from '../domain/consent.ts';
import type { ConsentStore } from '../domain/consent-store.ts';
import type { Entry } from '../domain/ledger.ts';
import type { LedgerStore } from '../domain/ledger-store.ts';
import { requireTexts } from '../domain/text.ts';
import { requireReader } from './access.ts';
import type { Clock } from './ports.ts';

/** EndUserExport is everything that the service holds about an end user. */
export interface EndUserExport {
  endUserId: string;
  exportedAt: Date;
  consents: readonly Consent[];
  history: readonly Entry[];
}

const batch = 200;

/** createExportEndUser gathers a portable copy; an end user unknown here has an empty one. */
export function createExportEndUser(deps: { store: ConsentStore; ledger: LedgerStore; clock: Clock }) {
  const { store, ledger, clock } = deps;
  return async ({ endUserId }: { endUserId: string }, call: Call): Promise<EndUserExport> => {
    const workspaceId = requireReader(call);
    requireTexts({ endUserId });
    const exportedAt = clock();
    const consents: Consent[] = [];
    for (let before: string | undefined; ; before = consents.at(-1)?.id) {
      const page = { limit: batch, ...(before === undefined ? {} : { before }) };
      const found = await store.list(workspaceId, { endUserId }, page, exportedAt);
      consents.push(...found);
      if (found.length < batch) break;
    }
    const history: Entry[] = [];
    for (const { id } of consents) {
      history.push(...(await ledger.history(workspaceId, id, { limit: batch, after: 0 })));
    }
    return { endUserId, exportedAt, consents, history: history.sort((one, other) => one.seq - other.seq) };
  };
}
