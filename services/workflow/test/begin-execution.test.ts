import { newId } from '@neighbourhood/shared/ids/typed-id';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { type Execution } from '../src/domain/execution.ts';
import { type PlaceRepository } from '../src/domain/place-repository.ts';
import { createMemoryPlaces } from '../src/repository/memory-places.ts';
import { type Beginner, createBeginner } from '../src/usecase/begin-execution.ts';

const workspaceId = newId('wsp');

/** Some processes on one store; what each of them drives is at work there until it leaves. */
function processes(count: number, atWork: number) {
  const runs = new Map<string, Execution>();
  const clock = { now: new Date('2026-01-01T00:00:00Z') };
  const now = () => clock.now;
  const places = createMemoryPlaces(id => runs.get(id), now);
  const calls: string[] = [];
  const counted = new Proxy(places, {
    get: (target, name: keyof PlaceRepository) => {
      calls.push(name);
      return target[name];
    },
  });
  const limits = { atWork };
  const each = Array.from({ length: count }, (_, index) => {
    const driven: string[] = [];
    const beginner: Beginner = createBeginner({
      places: counted,
      drive: id => {
        runs.delete(id);
        driven.push(id);
      },
      limits,
      owner: `process ${index}`,
      leaseMs: 15_000,
      now,
      log: silentLog,
    });
    const end = (id = driven[0]!) => {
      driven.splice(driven.indexOf(id), 1);
      beginner.leave(id, false);
    };
    return { ...beginner, driven, end };
  });
  const run = (more: Partial<Execution> = {}): Execution => {
    const made = { id: newId('exe'), workspaceId, status: 'pending', ...more } as Execution;
    runs.set(made.id, made);
    return made;
  };
  return { each, run, clock, calls, places, limits };
}

async function begun(beginner: Pick<Beginner, 'begin'>, runs: Execution[]): Promise<boolean[]> {
  const answers = [];
  for (const each of runs) answers.push(await beginner.begin(each));
  return answers;
}

const settle = () => new Promise(resolve => setImmediate(resolve));

it('lets runs begin up to the limit, and the rest in order when there is a place', async () => {
  const { each, run } = processes(1, 3);
  const [one] = each;
  const runs = Array.from({ length: 6 }, () => run()).sort((left, right) => (left.id < right.id ? -1 : 1));
  expect(await begun(one!, runs)).toEqual([true, true, true, false, false, false]);
  const ids = runs.map(({ id }) => id);
  expect(one!.driven).toEqual(ids.slice(0, 3));
  one!.end(ids[1]);
  await settle();
  expect(one!.driven).toEqual([ids[0], ids[2], ids[3]]);
  const late = run();
  expect(await one!.begin(late)).toBe(false);
  for (let ended = 0; ended < 3; ended++) {
    one!.end();
    await settle();
  }
  expect(one!.driven).toEqual([ids[4], ids[5], late.id]);
});

it('asks the store for places now and then only', async () => {
  const { each, run, calls } = processes(1, 100);
  const [one] = each;
  for (let index = 0; index < 200; index++) {
    await one!.begin(run());
    if (index >= 5) one!.end();
  }
  expect(calls).toEqual(['draw']);
});

it('holds over several processes, and gives places that are not needed to those who need them', async () => {
  const { each, run } = processes(2, 10);
  const [one, two] = each;
  await begun(one!, [run(), run()]);
  await begun(
    two!,
    Array.from({ length: 12 }, () => run()),
  );
  expect(one!.driven.length + two!.driven.length).toBeLessThanOrEqual(10);
  await one!.tend();
  await one!.tend();
  await two!.tend();
  expect(one!.driven.length + two!.driven.length).toBe(10);
  for (let index = 0; index < 14; index++) {
    const busy = one!.driven.length > 0 ? one! : two!;
    busy.end();
    await settle();
    expect(one!.driven.length + two!.driven.length).toBeLessThanOrEqual(10);
    await one!.tend();
    await two!.tend();
  }
  expect([...one!.driven, ...two!.driven]).toEqual([]);
});

it('begins what a process that died left waiting, once its places are free', async () => {
  const { each, run, clock } = processes(2, 2);
  const [dead, alive] = each;
  await begun(dead!, [run(), run(), run()]);
  await alive!.tend();
  expect(alive!.driven).toEqual([]);
  clock.now = new Date(clock.now.getTime() + 16_000);
  await alive!.tend();
  expect(alive!.driven).toHaveLength(1);
});

it('counts runs that wake but never holds them up, and lets children and other workspaces pass', async () => {
  const { each, run } = processes(1, 2);
  const [one] = each;
  await begun(one!, [run(), run()]);
  const woken = run();
  one!.enter(woken);
  expect(await one!.begin(run({ parentId: newId('exe') }))).toBe(true);
  expect(await one!.begin(run({ workspaceId: newId('wsp') }))).toBe(true);
  const waits = run();
  expect(await one!.begin(waits)).toBe(false);
  one!.end(one!.driven[0]);
  await settle();
  expect(one!.driven).not.toContain(waits.id);
  one!.leave(woken.id, false);
  await settle();
  expect(one!.driven).toContain(waits.id);
});

it('keeps the place of a run between its turns, though not for ever', async () => {
  const { each, run, clock } = processes(1, 1);
  const [one] = each;
  const long = run();
  await one!.begin(long);
  const waits = run();
  await one!.begin(waits);
  one!.leave(long.id, true);
  await one!.tend();
  expect(one!.driven).toEqual([long.id]);
  clock.now = new Date(clock.now.getTime() + 11_000);
  await one!.tend();
  expect(one!.driven).toEqual([long.id, waits.id]);
});

it('tries again when the store was away', async () => {
  const { each, run, places } = processes(1, 5);
  const [one] = each;
  const { draw } = places;
  places.draw = async () => {
    throw new Error('the database is away');
  };
  const lost = run();
  expect(await one!.begin(lost)).toBe(false);
  places.draw = draw;
  expect(await one!.begin(lost)).toBe(true);
});

it.each([5, 0])('begins what waits when the limit is changed to %d', async limit => {
  const { each, run, limits } = processes(1, 1);
  const [one] = each;
  await begun(
    one!,
    Array.from({ length: 30 }, () => run()),
  );
  expect(one!.driven).toHaveLength(1);
  limits.atWork = limit;
  await one!.tend();
  expect(one!.driven).toHaveLength(limit || 30);
});

it('limits nothing where the limit is 0', async () => {
  const { each, run, calls } = processes(1, 0);
  expect(
    new Set(
      await begun(
        each[0]!,
        Array.from({ length: 50 }, () => run()),
      ),
    ),
  ).toEqual(new Set([true]));
  expect(calls).toEqual([]);
});
