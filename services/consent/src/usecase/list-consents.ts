import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { isId } from '@neighbourhood/shared/ids/typed-id';
import type { Consent } from '../domain/consent.ts';
import type { ConsentStore, Filter } from '../domain/consent-store.ts';
import { requireTexts } from '../domain/text.ts';
import { requireReader } from './access.ts';
import type { Clock } from './ports.ts';

/** ConsentPage is one page of a list, newest first; without a next cursor it is the last. */
export interface ConsentPage {
  items: readonly Consent[];
  nextCursor?: string;
}

/** createListConsents lists a workspace's consents; the cursor is the id of the last consent of the page before. */
export function createListConsents({ store, clock }: { store: ConsentStore; clock: Clock }) {
  return async (request: Filter & { limit: number; cursor?: string }, call: Call): Promise<ConsentPage> => {
    const workspaceId = requireReader(call);
    const { limit, cursor, ...filter } = request;
    requireTexts({ endUserId: filter.endUserId, provider: filter.provider });
    if (cursor !== undefined && !isId('cns', cursor)) throw badCursor();
    const page = { limit: limit + 1, ...(cursor === undefined ? {} : { before: cursor }) };
    const found = await store.list(workspaceId, filter, page, clock());
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return found.length > limit && last ? { items, nextCursor: last.id } : { items };
  };
}

function badCursor(): AppError {
  return new AppError('invalidArgument', 'REQUEST.INVALID', 'The cursor is not one of ours.', {
    fields: [{ path: 'cursor', message: 'must be a nextCursor of an earlier answer' }],
  });
}
