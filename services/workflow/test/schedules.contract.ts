import { newId } from '@neighbourhood/shared/ids/typed-id';
import { hashOf } from '../src/domain/document.ts';
import { type JsonObject } from '../src/domain/json.ts';
import { type ScheduleRepository } from '../src/domain/schedule-repository.ts';
import { type EventRepository } from '../src/domain/tenant-event.ts';
import { type Workflow, type WorkflowRepository } from '../src/domain/workflow.ts';
import { eventOf } from './events.contract.ts';
import { documentOf } from './run-document.ts';

/** ScheduleStore is a ScheduleRepository with what it depends on. */
export interface ScheduleStore {
  schedules: ScheduleRepository;
  workflows: WorkflowRepository;
  events: EventRepository;
  /** Stores a run that has not ended; the answer ends it. */
  begin(workflow: Workflow): Promise<() => Promise<void>>;
}

/** scheduleContract is what every ScheduleRepository must do. */
export function scheduleContract(make: () => ScheduleStore): void {
  let store: ScheduleStore;
  let workspaceId: string;
  beforeEach(() => {
    store = make();
    workspaceId = newId('wsp');
  });

  async function add(schedule: object | undefined, version = '1.0.0', name = 'scheduled'): Promise<Workflow> {
    const head = { document: { dsl: '1.0.3', namespace: 'test', name, version } };
    const more = { ...head, ...(schedule ? { schedule } : {}) } as JsonObject;
    const document = documentOf([{ a: { set: { x: 1 } } }], more);
    return store.workflows.add(workspaceId, {
      namespace: 'test',
      name,
      version,
      hash: hashOf(document),
      format: 'json',
      source: JSON.stringify(document),
      document,
    });
  }

  const later = (ms: number) => new Date(Date.now() + ms);
  const overdueIds = async (before: Date) =>
    (await store.schedules.overdue(before, 1_000)).map(each => each.workflowId);

  it('keeps the schedule of the newest version', async () => {
    const { id } = await add({ every: { hours: 1 } });
    expect(await store.schedules.find(id)).toMatchObject({ kind: 'every', version: '1.0.0', workspaceId });
    await add({ cron: '0 0 * * *' }, '1.2.0');
    await add({ every: { hours: 2 } }, '1.1.0');
    const newest = await store.schedules.find(id);
    expect(newest).toMatchObject({ kind: 'cron', version: '1.2.0', spec: { cron: '0 0 * * *' } });
    expect(Number(newest?.nextAt)).toBeGreaterThan(Date.now());
    await add(undefined, '2.0.0');
    expect(await store.schedules.find(id)).toBeUndefined();
  });

  it('ends it with the definition', async () => {
    const { id } = await add({ every: { hours: 1 } });
    await store.workflows.remove(workspaceId, id);
    expect(await store.schedules.find(id)).toBeUndefined();
  });

  it('gives what is overdue, and moves it on for one of those who try', async () => {
    const { id } = await add({ every: { minutes: 1 } });
    const { nextAt } = (await store.schedules.find(id))!;
    expect(await overdueIds(later(0))).not.toContain(id);
    expect(await overdueIds(later(61_000))).toContain(id);
    const next = later(120_000);
    const moved = await Promise.all([1, 2, 3].map(() => store.schedules.move(id, nextAt!, next)));
    expect(moved.filter(each => each)).toEqual([true]);
    expect((await store.schedules.find(id))?.nextAt).toEqual(next);
    expect(await store.schedules.move(id, next, undefined)).toBe(true);
    expect((await store.schedules.find(id))?.nextAt).toBeUndefined();
  });

  it('restarts after the last run has ended, and only then', async () => {
    const workflow = await add({ after: { minutes: 1 } });
    const { id } = workflow;
    await add({ every: { minutes: 1 } }, '1.0.0', 'another');
    const { nextAt } = (await store.schedules.find(id))!;
    expect(await store.schedules.restart(id)).toEqual([]);
    const [endOne, endTwo] = [await store.begin(workflow), await store.begin(workflow)];
    await store.schedules.move(id, nextAt!, undefined);
    await endOne();
    expect(await store.schedules.restart()).toEqual([]);
    await endTwo();
    const restarted = await store.schedules.restart(id);
    expect(restarted).toMatchObject([{ workflowId: id, kind: 'after' }]);
    expect(await store.schedules.find(id)).toEqual(restarted[0]);
    expect(await store.schedules.move(id, restarted[0]!.nextAt!, undefined)).toBe(true);
  });

  it('finds triggers by the types that they wait for, from the events that come then', async () => {
    await store.events.insert(workspaceId, eventOf('early'));
    const typed = await add({ on: { one: { with: { type: 'a' } } } }, '1.0.0', 'typed');
    const any = await add({ on: { any: [] } }, '1.0.0', 'any');
    const triggers = async (type: string) =>
      (await store.schedules.triggers(workspaceId, type)).map(each => each.workflowId).sort();
    expect(await triggers('a')).toEqual([typed.id, any.id].sort());
    expect(await triggers('b')).toEqual([any.id]);
    expect(await store.schedules.triggers(newId('wsp'), 'a')).toEqual([]);
    expect((await store.schedules.trigger(any.id))?.cursor).toBe(await store.events.newest(workspaceId));
  });

  it('stores progress for one of those who try, and finds who is behind', async () => {
    const { id } = await add({ on: { any: [] } });
    const behind = async () => (await store.schedules.behind(1_000)).map(each => each.workflowId);
    expect(await behind()).not.toContain(id);
    const { position } = (await store.events.insert(workspaceId, eventOf('a')))!;
    expect(await behind()).toContain(id);
    const trigger = (await store.schedules.trigger(id))!;
    const open = [{ keys: { order: 1 }, taken: [{ filter: 0, event: eventOf('a', { data: 'a\0' }) }] }];
    const stored = await Promise.all(
      [1, 2, 3].map(() => store.schedules.advance(trigger, { cursor: position, open })),
    );
    expect(stored.filter(each => each)).toEqual([true]);
    expect(await behind()).not.toContain(id);
    expect(await store.schedules.trigger(id)).toMatchObject({ cursor: position, open });
  });

  it('another version goes on where the one before stood, with no events at hand', async () => {
    const { id } = await add({ on: { any: [] } });
    const { cursor } = (await store.schedules.trigger(id))!;
    await store.events.insert(workspaceId, eventOf('a'));
    const before = (await store.schedules.trigger(id))!;
    await add({ on: { one: { with: { type: 'a' } } } }, '1.1.0');
    expect(await store.schedules.trigger(id)).toMatchObject({ cursor, open: [], types: ['a'] });
    expect(await store.schedules.advance(before, { cursor: 0, open: [] })).toBe(false);
  });
}
