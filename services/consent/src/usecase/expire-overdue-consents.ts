import type { ConsentStore } from '../domain/consent-store.ts';
import type { Clock } from './ports.ts';

const batch = 200;

/** createExpireOverdueConsents expires whatever lost its timer, and returns how many it found. */
export function createExpireOverdueConsents(deps: {
  store: ConsentStore;
  expireConsent: (consent: { workspaceId: string; id: string }) => Promise<void>;
  clock: Clock;
}) {
  return async (): Promise<number> => {
    let expired = 0;
    for (;;) {
      const overdue = await deps.store.overdue(deps.clock(), batch);
      for (const consent of overdue) await deps.expireConsent(consent);
      expired += overdue.length;
      if (overdue.length < batch) return expired;
    }
  };
}
