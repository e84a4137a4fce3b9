import { expire } from '../domain/consent.ts';
import type { ConsentStore } from '../domain/consent-store.ts';
import { expiredEvent } from '../domain/events.ts';
import { endedFact } from '../domain/facts.ts';
import type { Clock } from './ports.ts';

/** createExpireConsent puts an expiry on record and tells of it, once; before the time it does nothing. */
export function createExpireConsent({ store, clock }: { store: ConsentStore; clock: Clock }) {
  return async ({ workspaceId, id }: { workspaceId: string; id: string }): Promise<void> => {
    await store.change(workspaceId, async change => {
      const consent = await change.find(id);
      const expired = consent && expire(consent, clock());
      if (!expired) return;
      await change.update(expired);
      await change.record(endedFact(consent, expired.end, 'system'));
      await change.announce(expiredEvent(consent, expired.end));
    });
  };
}
