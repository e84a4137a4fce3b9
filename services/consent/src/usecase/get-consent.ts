import type { Call } from '@neighbourhood/shared/call/call';
import { type Consent, consentNotFound } from '../domain/consent.ts';
import type { ConsentStore } from '../domain/consent-store.ts';
import { requireTexts } from '../domain/text.ts';
import { requireReader } from './access.ts';

/** createGetConsent reads one consent, or fails with CONSENT.NOT_FOUND, also for another workspace's. */
export function createGetConsent({ store }: { store: ConsentStore }) {
  return async ({ id }: { id: string }, call: Call): Promise<Consent> => {
    const workspaceId = requireReader(call);
    requireTexts({ id });
    const consent = await store.find(workspaceId, id);
    if (!consent) throw consentNotFound();
    return consent;
  };
}
