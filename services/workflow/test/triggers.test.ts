import { newEvent } from '@neighbourhood/shared/events/cloud-event';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { eventOf } from './events.contract.ts';
import { expressions, sandbox } from './run-document.ts';
import { versionOf } from './workflows.contract.ts';
import { ExpressionFailure, type Expressions } from '../src/domain/expression.ts';
import { type Json } from '../src/domain/json.ts';
import { createMemoryEvents } from '../src/repository/memory-events.ts';
import { createMemoryListeners } from '../src/repository/memory-listeners.ts';
import { createMemorySchedules } from '../src/repository/memory-schedules.ts';
import { createMemoryWorkflows } from '../src/repository/memory-workflows.ts';
import { createReceiveEvent } from '../src/usecase/receive-event.ts';
import { createWakeRuns } from '../src/usecase/wake-runs.ts';
import { createRunSchedules } from '../src/usecase/run-schedules.ts';
import { createRunTriggers } from '../src/usecase/run-triggers.ts';

afterAll(() => sandbox.close());

function createWorld() {
  const clock = { now: new Date('2026-01-01T00:00:00Z') };
  const now = () => clock.now;
  const workspaceId = newId('wsp');
  const events = createMemoryEvents(now);
  const schedules = createMemorySchedules({ events, unfinished: id => running.has(id), now });
  const workflows = createMemoryWorkflows(schedules);
  const listeners = createMemoryListeners();
  const running = new Set<string>();
  /** Runs by their occasion: started twice, there is one. */
  const runs = new Map<string, Json>();
  const jobs = new Map<string, string>();
  const woken: string[] = [];
  const failures = { start: 0, jobs: 0, wake: 0, expressions: 0 };
  const failOne = (what: keyof typeof failures) => {
    if (failures[what]-- > 0) throw new Error(`${what} fails`);
  };
  const start = async (_schedule: object, occasion: string, input: Json) => {
    failOne('start');
    runs.set(occasion, input);
  };
  const scheduleJobs = {
    at: async (id: string, due: Date) => {
      failOne('jobs');
      jobs.set(id, due.toISOString());
    },
    cancel: async (id: string) => void jobs.delete(id),
  };
  const log = silentLog;
  const slow: Expressions = {
    ...expressions,
    run: (...args) => {
      if (failures.expressions-- <= 0) return expressions.run(...args);
      throw new ExpressionFailure('took longer than 3000 ms', { unfinished: true });
    },
  };
  const runTriggers = createRunTriggers({ schedules, events, expressionsOf: () => slow, start, log });
  const runSchedules = createRunSchedules({ schedules, scheduleJobs, start, runTriggers, now, log });
  const receive = createReceiveEvent({
    events,
    runTriggers,
    wakeRuns: createWakeRuns({
      listeners,
      runs: {
        wake: async () => {
          failOne('wake');
          return true;
        },
      },
      drive: id => void woken.push(id),
    }),
  });
  return {
    ...{
      clock,
      workspaceId,
      events,
      listeners,
      running,
      runs,
      jobs,
      woken,
      failures,
      schedules: runSchedules,
    },
    add: async (schedule: object) => {
      const version = versionOf(newId('evt'), '1.0.0');
      const document = { ...version.document, schedule } as typeof version.document;
      return (await workflows.add(workspaceId, { ...version, document })).id;
    },
    receive: (type: string, more: object = {}) => {
      const data = eventOf(type, { source: `/workspaces/${workspaceId}/x`, ...more });
      return receive(newEvent({ type: 'tenant.event', source: '/x', workspaceId, data }), { log });
    },
    pass: (ms: number) => void (clock.now = new Date(clock.now.getTime() + ms)),
  };
}

const occasions = (world: ReturnType<typeof createWorld>) => [...world.runs.keys()];

describe('a schedule', () => {
  it('has one job, and one run for each time, however often the job fires', async () => {
    const world = createWorld();
    const id = await world.add({ every: { seconds: 10 } });
    await world.schedules.announce(id);
    expect(world.jobs.get(id)).toBe('2026-01-01T00:00:10.000Z');
    world.pass(10_000);
    const due = new Date('2026-01-01T00:00:10Z');
    await Promise.all([1, 2, 3].map(() => world.schedules.fire(id, due)));
    await world.schedules.fire(id, due);
    await world.schedules.fire(id, new Date('2026-01-01T00:00:07Z'));
    expect(occasions(world)).toEqual(['2026-01-01T00:00:10.000Z']);
    expect(world.jobs.get(id)).toBe('2026-01-01T00:00:20.000Z');
  });

  it('is run by the sweep when the scheduler knows nothing of it, once for all that was missed', async () => {
    const world = createWorld();
    const id = await world.add({ every: { seconds: 10 } });
    world.failures.jobs = 1;
    await world.schedules.announce(id);
    world.pass(10_500);
    await world.schedules.sweep();
    expect(occasions(world)).toEqual([]);
    world.pass(35_000);
    await world.schedules.sweep();
    expect(occasions(world)).toEqual(['2026-01-01T00:00:10.000Z']);
    expect(world.jobs.get(id)).toBe('2026-01-01T00:00:50.000Z');
  });

  it('that could not be started stays due', async () => {
    const world = createWorld();
    const id = await world.add({ cron: '0 0 * * *' });
    world.pass(86_400_000);
    world.failures.start = 1;
    const due = new Date('2026-01-02T00:00:00Z');
    await expect(world.schedules.fire(id, due)).rejects.toThrow('start fails');
    await world.schedules.fire(id, due);
    expect(occasions(world)).toEqual(['2026-01-02T00:00:00.000Z']);
  });

  it('of after waits until its runs have ended', async () => {
    const world = createWorld();
    const id = await world.add({ after: { seconds: 5 } });
    world.pass(5_000);
    await world.schedules.fire(id, new Date('2026-01-01T00:00:05Z'));
    world.running.add(id);
    world.pass(60_000);
    await world.schedules.ended(id);
    await world.schedules.sweep();
    expect(occasions(world)).toHaveLength(1);
    world.running.delete(id);
    await world.schedules.ended(id);
    expect(world.jobs.get(id)).toBe('2026-01-01T00:01:10.000Z');
  });
});

describe('an event', () => {
  it('wakes who waits for its type, and once more when it is delivered again', async () => {
    const world = createWorld();
    await world.listeners.replace('exe_1', world.workspaceId, ['a']);
    await world.listeners.replace('exe_2', world.workspaceId, ['b']);
    await world.listeners.replace('exe_3', newId('wsp'), ['']);
    await world.receive('a', { id: '1' });
    await world.receive('a', { id: '1' });
    expect(world.woken).toEqual(['exe_1', 'exe_1']);
    expect(await world.events.after(world.workspaceId, 0, undefined, 10)).toHaveLength(1);
  });

  it('wakes the others when one cannot be woken', async () => {
    const world = createWorld();
    for (let run = 0; run < 150; run++)
      await world.listeners.replace(`exe_${String(run).padStart(3, '0')}`, world.workspaceId, ['']);
    world.failures.wake = 1;
    await world.receive('a');
    expect(world.woken).toHaveLength(149);
  });

  it('starts its workflow when the first delivery ended before that', async () => {
    const world = createWorld();
    await world.add({ on: { any: [] } });
    world.failures.start = 1;
    await expect(world.receive('a', { id: '1' })).rejects.toThrow('start fails');
    expect(occasions(world)).toEqual([]);
    await world.receive('a', { id: '1' });
    await world.receive('a', { id: '1' });
    expect(occasions(world)).toHaveLength(1);
  });

  it('starts one run for each, in order, though many come at once', async () => {
    const world = createWorld();
    await world.add({ on: { one: { with: { type: 'a' } } } });
    await Promise.all(Array.from({ length: 60 }, (_, index) => world.receive(index % 2 ? 'a' : 'b')));
    expect(occasions(world)).toHaveLength(30);
    expect(new Set([...world.runs.values()].map(input => (input as { id: string }[])[0]!.id)).size).toBe(30);
  });

  it('of all is not taken twice by those who look at the same time', async () => {
    const world = createWorld();
    await world.add({ on: { all: ['a', 'b'].map(type => ({ with: { type } })) } });
    await Promise.all(Array.from({ length: 40 }, (_, index) => world.receive(index % 2 ? 'a' : 'b')));
    const taken = [...world.runs.values()].flatMap(input => (input as { id: string }[]).map(each => each.id));
    expect(taken).toHaveLength(40);
    expect(new Set(taken).size).toBe(40);
  });

  it('is caught up with by the sweep', async () => {
    const world = createWorld();
    await world.add({ on: { any: [] } });
    await world.events.insert(world.workspaceId, eventOf('a'));
    await world.schedules.sweep();
    await world.schedules.sweep();
    expect(occasions(world)).toHaveLength(1);
  });

  it('whose expression fails starts nothing and holds up nothing', async () => {
    const world = createWorld();
    await world.add({ on: { one: { with: { data: '${ .a.b > 1 }' } } } });
    await world.receive('a', { data: { a: 'text' } });
    await world.receive('a', { data: { a: { b: 2 } } });
    expect(occasions(world)).toHaveLength(1);
  });

  it.each([
    ['of another workspace', { source: `/workspaces/${newId('wsp')}/x` }],
    ['without a source', { source: undefined }],
    ['without an id', { id: '' }],
  ])('%s is refused', async (_what, more) => {
    await expect(createWorld().receive('a', more)).rejects.toMatchObject({ code: 'EVENT.MALFORMED' });
  });
});

describe('an expression that is ended before it has an answer', () => {
  // Of a kind that only jq itself runs.
  const picky = { on: { one: { with: { type: 'paid', data: '${ [.. | numbers] | add > 1 }' } } } };

  it('is tried again: the event is not lost, and nor are those before and after it', async () => {
    const world = createWorld();
    await world.add(picky);
    await world.receive('paid', { id: 'one', data: { sum: 5 } });
    world.failures.expressions = 2;
    await world.receive('paid', { id: 'two', data: { sum: 6 } });
    expect(world.runs.size).toBe(1);
    await world.receive('paid', { id: 'three', data: { sum: 7 } });
    expect(world.runs.size).toBe(1);
    await world.schedules.sweep();
    expect(world.runs.size).toBe(3);
  });

  it('is given up on an event after three times, and the next events are looked at', async () => {
    const world = createWorld();
    await world.add(picky);
    world.failures.expressions = 3;
    await world.receive('paid', { id: 'one', data: { sum: 5 } });
    await world.receive('paid', { id: 'two', data: { sum: 6 } });
    await world.schedules.sweep();
    expect(JSON.stringify([...world.runs.values()])).toContain('"two"');
    expect(world.runs.size).toBe(1);
  });
});
