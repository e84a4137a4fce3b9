import type { Call } from '@neighbourhood/shared/call/call';
import type { ConsentStore } from '../domain/consent-store.ts';
import { defaultPurpose } from '../domain/purpose.ts';
import { requireTexts } from '../domain/text.ts';
import { judge, type Verdict } from '../domain/validity.ts';
import { requireValidator } from './access.ts';
import type { Clock } from './ports.ts';

/** Act is what somebody is about to do in an end user's name. */
export interface Act {
  endUserId: string;
  provider: string;
  scopes: readonly string[];
  /** `automation` unless told. */
  purpose?: string;
}

/** createValidateConsent tells whether an act is allowed now. Nothing is cached: a withdrawal holds at once. */
export function createValidateConsent({ store, clock }: { store: ConsentStore; clock: Clock }) {
  return async (
    { endUserId, provider, scopes, purpose = defaultPurpose }: Act,
    call: Call,
  ): Promise<Verdict> => {
    const workspaceId = requireValidator(call, endUserId);
    requireTexts({ endUserId, provider, purpose });
    const standings = await store.standings(workspaceId, endUserId, provider);
    return judge(standings, { purpose, scopes }, clock());
  };
}
