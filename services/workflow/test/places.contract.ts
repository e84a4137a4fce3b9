import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type ExecutionRepository } from '../src/domain/execution-repository.ts';
import { cancelling, pendingExecution } from '../src/domain/execution.ts';
import { type PlaceRepository } from '../src/domain/place-repository.ts';
import { type WorkflowRepository } from '../src/domain/workflow.ts';
import { versionOf } from './workflows.contract.ts';

/** PlaceStore is what a PlaceRepository stands on. */
export interface PlaceStore {
  workflows: WorkflowRepository;
  executions: ExecutionRepository;
  places: PlaceRepository;
}

/** placeRepositoryContract is what every PlaceRepository must do. */
export function placeRepositoryContract(make: () => PlaceStore): void {
  let store: PlaceStore;
  let workspaceId: string;
  let one: string;
  let two: string;
  beforeEach(() => {
    store = make();
    workspaceId = newId('wsp');
    [one, two] = [newId('req'), newId('req')];
  });

  async function runs(count: number): Promise<string[]> {
    const workflow = await store.workflows.add(workspaceId, versionOf('places', '1.0.0'));
    const ids: string[] = [];
    for (let index = 0; index < count; index++) {
      const given = { input: {}, startedBy: 'key_1', createdAt: new Date() };
      ids.push((await store.executions.insert(pendingExecution(workflow, given))).execution.id);
    }
    return ids.sort();
  }

  it('never gives more than the limit, whoever draws', async () => {
    expect(await store.places.draw(one, workspaceId, 6, 10, 60_000)).toBe(6);
    expect(await store.places.draw(two, workspaceId, 6, 10, 60_000)).toBe(4);
    expect(await store.places.draw(two, workspaceId, 6, 10, 60_000)).toBe(4);
    expect(await store.places.draw(one, workspaceId, 1, 10, 60_000)).toBe(6);
    expect(await store.places.draw(one, newId('wsp'), 20, 10, 60_000)).toBe(10);
  });

  it('never gives more than the limit to many that draw at the same time', async () => {
    const owners = Array.from({ length: 12 }, () => newId('req'));
    const held = await Promise.all(owners.map(owner => store.places.draw(owner, workspaceId, 3, 10, 60_000)));
    expect(held.reduce((sum, each) => sum + each, 0)).toBe(10);
  });

  it('takes nothing away where the limit was lowered', async () => {
    await store.places.draw(one, workspaceId, 6, 10, 60_000);
    expect(await store.places.draw(one, workspaceId, 6, 2, 60_000)).toBe(6);
    expect(await store.places.draw(two, workspaceId, 6, 2, 60_000)).toBe(0);
  });

  it('gives on what is not kept, released, or whose holder was silent for too long', async () => {
    await store.places.draw(one, workspaceId, 10, 10, 60_000);
    await store.places.keep(one, workspaceId, 7);
    await store.places.keep(one, workspaceId, 9);
    expect(await store.places.draw(two, workspaceId, 10, 10, 60_000)).toBe(3);
    await store.places.release(one);
    expect(await store.places.draw(two, workspaceId, 10, 10, -1)).toBe(10);
    expect(await store.places.draw(one, workspaceId, 10, 10, 60_000)).toBe(10);
    expect(await store.places.renew(two, 60_000)).toEqual(new Map());
    await store.places.keep(one, workspaceId, 0);
    expect(await store.places.renew(one, 60_000)).toEqual(new Map());
  });

  it('renews what a process holds', async () => {
    await store.places.draw(one, workspaceId, 4, 10, -1);
    expect(await store.places.renew(one, 60_000)).toEqual(new Map([[workspaceId, 4]]));
    expect(await store.places.draw(two, workspaceId, 10, 10, 60_000)).toBe(6);
  });

  it('keeps runs that wait in order, gives each once, and forgets those that ended', async () => {
    const ids = await runs(4);
    await store.places.queue(ids);
    expect(await store.places.waiting()).toContain(workspaceId);
    await store.executions.transition(workspaceId, ids[1]!, each => cancelling(each, ''));
    expect(await store.places.take(workspaceId, 1)).toEqual([ids[0]]);
    expect(await store.places.take(newId('wsp'), 5)).toEqual([]);
    await store.places.queue([ids[0]!]);
    expect(await store.places.take(workspaceId, 5)).toEqual([ids[0], ids[2], ids[3]]);
    expect(await store.places.waiting()).not.toContain(workspaceId);
  });

  it('tells of every workspace whose runs wait', async () => {
    const workspaces: string[] = [];
    for (let index = 0; index < 3; index++) {
      workspaceId = newId('wsp');
      workspaces.push(workspaceId);
      await store.places.queue(await runs(2));
    }
    expect(await store.places.waiting()).toEqual(expect.arrayContaining(workspaces));
  });
}
