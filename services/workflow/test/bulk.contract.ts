import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type BulkOperation, type BulkRepository } from '../src/domain/bulk-operation.ts';
import { type ExecutionRepository } from '../src/domain/execution-repository.ts';
import { cancelling, pendingExecution, suspending } from '../src/domain/execution.ts';
import { type Workflow, type WorkflowRepository } from '../src/domain/workflow.ts';
import { versionOf } from './workflows.contract.ts';

/** BulkStore is what a BulkRepository stands on. */
export interface BulkStore {
  workflows: WorkflowRepository;
  executions: ExecutionRepository;
  bulk: BulkRepository;
}

/** bulkRepositoryContract is what every BulkRepository must do. */
export function bulkRepositoryContract(make: () => BulkStore): void {
  let store: BulkStore;
  let workflow: Workflow;
  let workspaceId: string;
  beforeEach(async () => {
    store = make();
    workspaceId = newId('wsp');
    workflow = await store.workflows.add(workspaceId, versionOf('bulk', '1.0.0'));
  });

  async function run(endUserId = 'ada'): Promise<string> {
    const given = { input: {}, startedBy: 'key_1', createdAt: new Date(), endUserId };
    return (await store.executions.insert(pendingExecution(workflow, given))).execution.id;
  }

  const later = () => new Date(Date.now() + 1_000);
  const operationOf = (more: Partial<BulkOperation> = {}): BulkOperation => ({
    id: newId('blk'),
    workspaceId,
    action: 'cancel',
    filter: { to: later() },
    reason: 'why',
    startedBy: 'key_1',
    matched: 0,
    changed: 0,
    skipped: 0,
    failed: 0,
    cursor: '',
    createdAt: new Date(),
    ...more,
  });

  async function opened(more: Partial<BulkOperation> = {}): Promise<BulkOperation> {
    const operation = operationOf(more);
    expect(await store.bulk.insert(operation, 10)).toBe(true);
    return operation;
  }

  it('gives back what was stored, to the own workspace only', async () => {
    const filter = {
      workflowId: workflow.id,
      status: 'waiting' as const,
      from: new Date(1),
      to: new Date(2),
    };
    const operation = await opened({ filter, matched: 7 });
    expect(await store.bulk.find(workspaceId, operation.id)).toEqual(operation);
    expect(await store.bulk.find(newId('wsp'), operation.id)).toBeUndefined();
  });

  it('takes no more than so many open ones of a workspace', async () => {
    const operation = operationOf();
    expect(await store.bulk.insert(operation, 1)).toBe(true);
    expect(await store.bulk.insert(operationOf(), 1)).toBe(false);
    await store.bulk.claim('one', 60_000, operation.id);
    await store.bulk.store({ ...operation, endedAt: new Date() }, 'one', 0);
    expect(await store.bulk.insert(operationOf(), 1)).toBe(true);
  });

  it('counts and lists the runs that an action applies to, by filter, in order, from the cursor on', async () => {
    const ids = [await run(), await run('eve'), await run()];
    await store.executions.transition(workspaceId, ids[2]!, suspending);
    const filter = { to: later() };
    expect(await store.bulk.count(workspaceId, 'cancel', filter, 10)).toBe(3);
    expect(await store.bulk.count(workspaceId, 'cancel', filter, 2)).toBe(2);
    expect(await store.bulk.count(workspaceId, 'suspend', filter, 10)).toBe(2);
    expect(await store.bulk.count(workspaceId, 'resume', filter, 10)).toBe(1);
    const gone = await run();
    await store.executions.transition(workspaceId, gone, each => cancelling(each, ''));
    expect(await store.bulk.next(operationOf({ action: 'rerun', filter: { to: later() } }), 5)).toEqual([
      gone,
    ]);
    expect(await store.bulk.count(newId('wsp'), 'cancel', filter, 10)).toBe(0);
    expect(await store.bulk.next(operationOf(), 2)).toEqual(ids.slice(0, 2));
    expect(await store.bulk.next(operationOf({ cursor: ids[0]! }), 5)).toEqual(ids.slice(1));
    expect(await store.bulk.next(operationOf({ filter: { ...filter, endUserId: 'eve' } }), 5)).toEqual([
      ids[1],
    ]);
    expect(await store.bulk.next(operationOf({ filter: { to: new Date(Date.now() - 60_000) } }), 5)).toEqual(
      [],
    );
  });

  it('is one process’s at a time, and another’s when the lease is over', async () => {
    const { id } = await opened();
    expect(await store.bulk.claim('one', 60_000, id)).toMatchObject({ id, filter: { to: expect.any(Date) } });
    expect(await store.bulk.claim('two', 60_000, id)).toBeUndefined();
    const operation = { ...operationOf({ id }), changed: 2, cursor: 'exe_1' };
    expect(await store.bulk.store(operation, 'one', -1)).toBe(true);
    expect(await store.bulk.claim('two', 60_000, id)).toMatchObject({ changed: 2, cursor: 'exe_1' });
    expect(await store.bulk.store(operation, 'one', 60_000)).toBe(false);
    const end = { ...operation, changed: 3, endedAt: new Date() };
    expect(await store.bulk.store(end, 'two', 60_000)).toBe(true);
    expect(await store.bulk.find(workspaceId, id)).toMatchObject({ changed: 3, endedAt: end.endedAt });
    expect(await store.bulk.claim('two', 60_000, id)).toBeUndefined();
    await store.bulk.forget(later());
    expect(await store.bulk.find(workspaceId, id)).toBeUndefined();
  });
}
