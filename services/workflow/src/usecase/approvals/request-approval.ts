import { type SecretBox } from '@neighbourhood/shared/sealing/aes-secret-box';
import { type ApprovalRepository } from '../../domain/approvals/approval-repository.ts';
import { readApprovalInput } from '../../domain/approvals/approval-input.ts';
import {
  approvalHash,
  approvalIdOf,
  eventAttributes,
  newApprovalToken,
} from '../../domain/approvals/approval.ts';
import { type Execution } from '../../domain/execution.ts';
import { withoutNul } from '../../domain/execution-events.ts';
import { type JsonObject } from '../../domain/json.ts';
import { type Clock } from '../ports.ts';

/** RequestDeps is what asking for a decision needs. */
export interface RequestDeps {
  approvals: ApprovalRepository;
  box: SecretBox;
  /** Where the world reaches the gateway. */
  publicUrl: string;
  now: Clock;
}

/** Requested is a link, and what the run gets to know of it. */
export interface Requested {
  id: string;
  token: string;
  output: JsonObject;
}

/** createRequestApproval makes the link by which somebody decides; asked again under its key, it is the same link. */
export function createRequestApproval({ approvals, box, publicUrl, now }: RequestDeps) {
  return async (execution: Execution, given: JsonObject, idempotencyKey: string): Promise<Requested> => {
    const { expiresInMs, ...asked } = readApprovalInput(withoutNul(given) as JsonObject);
    const { workspaceId, id: executionId, endUserId } = execution;
    const id = approvalIdOf(idempotencyKey);
    const token = newApprovalToken();
    const createdAt = now();
    const stored = await approvals.add({
      ...{ id, workspaceId, executionId, ...asked, createdAt },
      ...(endUserId === undefined ? {} : { endUserId }),
      tokenHash: approvalHash(token),
      sealedToken: box.seal(token, id),
      expiresAt: new Date(createdAt.getTime() + expiresInMs),
    });
    const first = stored.tokenHash === approvalHash(token) ? token : box.open(stored.sealedToken, id);
    const output = {
      id,
      url: `${publicUrl}/approvals/${first}`,
      expiresAt: stored.expiresAt.toISOString(),
      event: eventAttributes({ id, workspaceId }),
    };
    return { id, token: first, output };
  };
}
