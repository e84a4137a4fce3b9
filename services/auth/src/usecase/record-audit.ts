import type { Call } from '@neighbourhood/shared/call/call';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import type { AuditLog } from '../domain/repositories.ts';

/** What was done to what in which workspace; `detail` must hold no secret. */
export interface Deed {
  readonly workspaceId: string;
  readonly action: string;
  readonly targetId: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** recordAudit writes down who did it, in the transaction of the deed itself. */
export async function recordAudit(audit: AuditLog, call: Call, at: Date, deed: Deed): Promise<void> {
  await audit.add({
    id: newId('aud'),
    at,
    actorKind: call.identity.kind,
    actorId: call.identity.subject,
    requestId: call.requestId,
    detail: {},
    ...deed,
  });
}
