import type { Call } from '@neighbourhood/shared/call/call';
import { type Consent, consentNotFound, revoke } from '../domain/consent.ts';
import type { ConsentStore } from '../domain/consent-store.ts';
import { revokedEvent } from '../domain/events.ts';
import { endedFact } from '../domain/facts.ts';
import { requireTexts } from '../domain/text.ts';
import { requireWriter } from './access.ts';
import type { Clock, ExpiryTimers } from './ports.ts';

/** createRevokeConsent withdraws a consent as a whole: the next validation already refuses. */
export function createRevokeConsent(deps: { store: ConsentStore; timers: ExpiryTimers; clock: Clock }) {
  const { store, timers, clock } = deps;
  return async ({ id, reason }: { id: string; reason?: string }, call: Call): Promise<Consent> => {
    const workspaceId = requireWriter(call);
    requireTexts({ consentId: id });
    requireTexts({ reason }, 500);
    const revoked = await store.change(workspaceId, async change => {
      const consent = await change.find(id);
      if (!consent) throw consentNotFound();
      const ended = revoke(consent, clock(), reason);
      await change.update(ended);
      await change.record(endedFact(consent, ended.end, call.identity.subject));
      await change.announce(revokedEvent(consent, ended.end));
      return ended;
    });
    await timers.cancel(revoked);
    return revoked;
  };
}
