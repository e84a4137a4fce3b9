import { type Call } from '@neighbourhood/shared/call/call';
import { type ApprovalRepository } from '../../domain/approvals/approval-repository.ts';
import {
  type Approval,
  approvalHash,
  approvalNotFound,
  type ApprovalState,
  deciding,
  stateOf,
} from '../../domain/approvals/approval.ts';
import { type Clock } from '../ports.ts';

interface Deps {
  approvals: ApprovalRepository;
  now: Clock;
}

/** ShownApproval is an approval as whoever has its link sees it. */
export type ShownApproval = Approval & { state: ApprovalState };

/** createGetApproval shows what a link is about, and changes nothing. Fails with APPROVAL.NOT_FOUND. */
export function createGetApproval({ approvals, now }: Deps) {
  return async ({ token }: { token: string }): Promise<ShownApproval> => {
    const approval = await approvals.find(approvalHash(token));
    if (!approval) throw approvalNotFound();
    return { ...approval, state: stateOf(approval, now()) };
  };
}

/**
 * createDecideApproval decides for good, and publishes the decision. Fails with APPROVAL.NOT_FOUND, APPROVAL.DECIDED,
 * APPROVAL.EXPIRED, APPROVAL.WITHDRAWN, REQUEST.INVALID.
 */
export function createDecideApproval({ approvals, now }: Deps) {
  return async (
    { token, decision, comment }: { token: string; decision: string; comment: string },
    call: Call,
  ): Promise<ShownApproval> => {
    const approval = await approvals.decide(approvalHash(token), each =>
      deciding(each, { decision, comment, at: now() }),
    );
    if (!approval) throw approvalNotFound();
    const { id, workspaceId, executionId } = approval;
    call.log.info({ approvalId: id, workspaceId, executionId }, 'approval decided');
    return { ...approval, state: 'decided' };
  };
}
