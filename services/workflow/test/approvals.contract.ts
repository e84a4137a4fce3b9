import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type ApprovalRepository } from '../src/domain/approvals/approval-repository.ts';
import { type Approval, deciding } from '../src/domain/approvals/approval.ts';
import { type TenantEvent } from '../src/domain/tenant-event.ts';

/** ApprovalStore is a repository with what is around it. */
export interface ApprovalStore {
  approvals: ApprovalRepository;
  /** A run that has not ended, of this workspace. */
  startRun(workspaceId: string): Promise<string>;
  endRun(workspaceId: string, executionId: string): Promise<void>;
  /** Events published for a workspace. */
  published(workspaceId: string): Promise<TenantEvent[]>;
}

const at = (ms: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + ms);

/** approvalRepositoryContract is what every ApprovalRepository must do. */
export function approvalRepositoryContract(make: () => ApprovalStore): void {
  let store: ApprovalStore;
  let workspaceId: string;
  beforeEach(() => {
    store = make();
    workspaceId = newId('wsp');
  });

  async function asked(more: Partial<Approval> = {}) {
    const id = newId('apr');
    const approval = {
      id,
      workspaceId,
      executionId: await store.startRun(workspaceId),
      endUserId: 'eu',
      title: 't',
      description: 'd',
      choices: ['yes', 'no'],
      tokenHash: `hash of ${id}`,
      sealedToken: `sealed ${id}`,
      createdAt: at(0),
      expiresAt: at(1_000),
      ...more,
    };
    return { approval, stored: await store.approvals.add(approval) };
  }
  const decide = (decision: string) => (approval: Approval) =>
    deciding(approval, { decision, comment: 'why', at: at(10) });

  it('gives back what was stored; what is asked again stays as it was', async () => {
    const { approval, stored } = await asked();
    expect(stored).toEqual({ ...approval, runEnded: false });
    const again = { ...approval, tokenHash: 'another', sealedToken: 'another', title: 'u', expiresAt: at(9) };
    expect(await store.approvals.add(again)).toEqual(stored);
    expect(await store.approvals.find(approval.tokenHash)).toEqual(stored);
    expect(await store.approvals.find('another')).toBeUndefined();
  });

  it('stores the first decision, and its event with it', async () => {
    const { approval } = await asked();
    const decided = await store.approvals.decide(approval.tokenHash, decide('yes'));
    expect(decided).toMatchObject({
      id: approval.id,
      decided: { decision: 'yes', comment: 'why', at: at(10) },
    });
    await expect(store.approvals.decide(approval.tokenHash, decide('no'))).rejects.toMatchObject({
      code: 'APPROVAL.DECIDED',
    });
    expect(await store.approvals.find(approval.tokenHash)).toEqual(decided);
    expect(await store.published(workspaceId)).toEqual([
      expect.objectContaining({
        type: 'approval.decided',
        source: `/workspaces/${workspaceId}/approvals/${approval.id}`,
        subject: approval.id,
        enduserid: 'eu',
        data: expect.objectContaining({ id: approval.id, decision: 'yes', comment: 'why' }) as unknown,
      }),
    ]);
  });

  it('lets one of many who decide at the same time be first', async () => {
    const { approval } = await asked();
    const all = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) =>
        store.approvals.decide(approval.tokenHash, decide(n % 2 === 0 ? 'yes' : 'no')),
      ),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await store.published(workspaceId)).toHaveLength(1);
  });

  it('changes nothing where the decision is refused or nothing is found', async () => {
    const { approval, stored } = await asked();
    await expect(store.approvals.decide(approval.tokenHash, decide('maybe'))).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
    });
    expect(await store.approvals.decide('nothing', decide('yes'))).toBeUndefined();
    expect(await store.approvals.find(approval.tokenHash)).toEqual(stored);
    expect(await store.published(workspaceId)).toEqual([]);
  });

  it('knows when the run that asks has ended', async () => {
    const { approval } = await asked();
    await store.endRun(workspaceId, approval.executionId);
    expect(await store.approvals.find(approval.tokenHash)).toMatchObject({ runEnded: true });
    await expect(store.approvals.decide(approval.tokenHash, decide('yes'))).rejects.toMatchObject({
      code: 'APPROVAL.WITHDRAWN',
    });
  });

  it('gives the tokens of a run, visits all, and seals them anew', async () => {
    const made = [await asked(), await asked()].map(({ approval }) => approval);
    const [{ id, sealedToken, executionId }] = made as [Approval];
    expect(await store.approvals.tokensOf(executionId)).toEqual([{ id, sealedToken }]);
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const some = await store.approvals.everywhere(after, 1);
      seen.push(...some.map(each => each.id));
      after = some.at(-1)?.id;
      if (after === undefined) break;
    }
    expect(seen).toEqual(expect.arrayContaining(made.map(each => each.id)));
    await store.approvals.reseal(id, 'anew');
    expect(await store.approvals.tokensOf(executionId)).toEqual([{ id, sealedToken: 'anew' }]);
  });
}
