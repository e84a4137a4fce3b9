import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Period, type Tally, tally } from '../domain/compliance.ts';
import type { LedgerStore } from '../domain/ledger-store.ts';
import { requireReader } from './access.ts';

const longest = 366 * 86_400_000;

/** createReportCompliance counts a period's decisions by provider and purpose. */
export function createReportCompliance({ ledger }: { ledger: LedgerStore }) {
  return async (period: Period, call: Call): Promise<Tally[]> => {
    const workspaceId = requireReader(call);
    const length = period.to.getTime() - period.from.getTime();
    if (!(length > 0 && length <= longest)) {
      throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The period is not valid.', {
        fields: [{ path: 'to', message: 'must lie after `from`, by at most 366 days' }],
      });
    }
    return ledger.read(workspaceId, ({ entries }) => tally(entries, period));
  };
}
