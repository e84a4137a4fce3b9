import { type Approval, type Decision } from './approval.ts';

/** ApprovalRepository keeps what runs ask persons to decide, as long as the runs. */
export interface ApprovalRepository {
  /** Stores a request, or leaves the one that is there under its id; returns what is there. */
  add(approval: Omit<Approval, 'decided' | 'runEnded'>): Promise<Approval>;
  find(tokenHash: string): Promise<Approval | undefined>;
  /**
   * Lets `decide` look at a request while nobody else can decide, and stores its decision together with the event that
   * tells of it. Whatever `decide` throws leaves everything as it was.
   */
  decide(
    tokenHash: string,
    decide: (approval: Approval) => Approval & { decided: Decision },
  ): Promise<Approval | undefined>;
  /** The encrypted tokens of a run's requests. */
  tokensOf(executionId: string): Promise<Pick<Approval, 'id' | 'sealedToken'>[]>;
  /** Encrypted tokens of all workspaces after an id, in the order of ids. */
  everywhere(after: string | undefined, limit: number): Promise<Pick<Approval, 'id' | 'sealedToken'>[]>;
  /** Stores a token that was only sealed anew. */
  reseal(id: string, sealedToken: string): Promise<void>;
}
