import { type Approval as ApprovalMessage } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/Approval';
import { type ApprovalState as StateMessage } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/ApprovalState';
import { type WorkflowServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/WorkflowService';
import { type Handlers } from '@neighbourhood/shared/grpc/types';
import { toTimestamp } from '@neighbourhood/shared/grpc/wire';
import { type WorkflowApp } from '../app.ts';
import { type ApprovalState } from '../domain/approvals/approval.ts';
import { type ShownApproval } from '../usecase/approvals/decide-approval.ts';

const states = {
  open: 'APPROVAL_STATE_OPEN',
  decided: 'APPROVAL_STATE_DECIDED',
  expired: 'APPROVAL_STATE_EXPIRED',
  withdrawn: 'APPROVAL_STATE_WITHDRAWN',
} as const satisfies Record<ApprovalState, StateMessage>;

/** What was said besides is for the run only. */
function toMessage(approval: ShownApproval): ApprovalMessage {
  const { id, title, description, choices, decided } = approval;
  return {
    ...{ id, title, description, choices },
    state: states[approval.state],
    decision: decided?.decision ?? '',
    expiresAt: toTimestamp(approval.expiresAt),
    decidedAt: toTimestamp(decided?.at),
  };
}

/** createApprovalHandlers answers the methods about links of approvals. */
export function createApprovalHandlers(
  app: WorkflowApp,
): Pick<Handlers<WorkflowServiceDefinition>, 'GetApproval' | 'DecideApproval'> {
  return {
    async GetApproval({ token }) {
      return { approval: toMessage(await app.getApproval({ token })) };
    },
    async DecideApproval({ token, decision, comment }, call) {
      return { approval: toMessage(await app.decideApproval({ token, decision, comment }, call)) };
    },
  };
}
