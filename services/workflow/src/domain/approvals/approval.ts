import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { derivedId } from '@neighbourhood/shared/ids/derived-id';
import { prefixedSource } from '../event-rules.ts';
import { type TenantEvent } from '../tenant-event.ts';

/** ApprovalState is where a request for a decision stands. */
export type ApprovalState = 'open' | 'decided' | 'expired' | 'withdrawn';

/** Decision is what a person decided. */
export interface Decision {
  decision: string;
  /** '' for none. */
  comment: string;
  at: Date;
}

/** Approval is a run's request for a person's decision, made by a link. */
export interface Approval {
  /** `apr_…`. */
  id: string;
  workspaceId: string;
  executionId: string;
  /** The end user of the run. */
  endUserId?: string;
  title: string;
  description: string;
  choices: string[];
  /** SHA-256 of the link's token, in base64url. */
  tokenHash: string;
  /** The token, encrypted; opens under the id. */
  sealedToken: string;
  createdAt: Date;
  expiresAt: Date;
  decided?: Decision;
  /** Whether the run that asks has ended. */
  runEnded: boolean;
}

/** The type under which decisions are told; only the platform publishes it. */
export const decidedType = 'approval.decided';

/** newApprovalToken makes a token of 32 random bytes. */
export function newApprovalToken(): string {
  return randomBytes(32).toString('base64url');
}

/** approvalHash is by which a link is found. */
export function approvalHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** approvalIdOf is the id of what a task asks: the same however often it asks. */
export function approvalIdOf(idempotencyKey: string): string {
  return derivedId('apr', [idempotencyKey]);
}

/** stateOf tells where an approval stands. */
export function stateOf({ decided, expiresAt, runEnded }: Approval, now: Date): ApprovalState {
  if (decided) return 'decided';
  if (runEnded) return 'withdrawn';
  return expiresAt > now ? 'open' : 'expired';
}

/**
 * deciding gives the approval with its decision. Fails with APPROVAL.DECIDED, APPROVAL.EXPIRED, APPROVAL.WITHDRAWN,
 * REQUEST.INVALID.
 */
export function deciding(
  approval: Approval,
  { decision, comment, at }: Decision,
): Approval & { decided: Decision } {
  const state = stateOf(approval, at);
  if (state !== 'open') throw refusals[state]();
  const fields = [
    ...(approval.choices.includes(decision)
      ? []
      : [{ path: 'decision', message: `must be one of: ${approval.choices.join(', ')}` }]),
    ...(comment.length > 2000
      ? [{ path: 'comment', message: 'must not be longer than 2000 characters' }]
      : []),
  ];
  if (fields.length > 0)
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The decision is not valid.', { fields });
  return { ...approval, decided: { decision, comment, at } };
}

const refusals = {
  decided: () => new AppError('conflict', 'APPROVAL.DECIDED', 'This was decided already.'),
  expired: () => new AppError('gone', 'APPROVAL.EXPIRED', 'The time to decide this is over.'),
  withdrawn: () =>
    new AppError('gone', 'APPROVAL.WITHDRAWN', 'Nobody waits for this decision any more: the run has ended.'),
};

/** approvalNotFound is the answer for links that lead nowhere. */
export function approvalNotFound(): AppError {
  return new AppError('notFound', 'APPROVAL.NOT_FOUND', 'This link leads nowhere.');
}

/** eventAttributes are those of the event that tells of a decision. */
export function eventAttributes({ id, workspaceId }: Pick<Approval, 'id' | 'workspaceId'>) {
  return { type: decidedType, source: prefixedSource(workspaceId, `approvals/${id}`), subject: id };
}

/** decidedEvent tells of a decision; the same decision is the same event. */
export function decidedEvent(approval: Approval & { decided: Decision }): TenantEvent {
  const { id, executionId, title, endUserId } = approval;
  const { decision, comment, at } = approval.decided;
  return {
    specversion: '1.0',
    id: derivedId('evt', [id]),
    ...eventAttributes(approval),
    time: at.toISOString(),
    datacontenttype: 'application/json',
    ...(endUserId === undefined ? {} : { enduserid: endUserId }),
    data: { id, executionId, title, decision, comment, decidedAt: at.toISOString() },
  };
}
