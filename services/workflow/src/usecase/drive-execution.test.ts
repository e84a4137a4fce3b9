import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { type Turn } from './advance-execution.ts';
import { createDriver } from './drive-execution.ts';

/** A driver over scripted turns, which notes what it told the engine. */
function driven(turns: Turn[], most = 1) {
  const told: string[] = [];
  const tell = (what: string) => async (id: string) => {
    told.push(`${what} ${id}`);
  };
  const advance = async (id: string) => {
    told.push(`advance ${id}`);
    return turns.shift() ?? ({ next: 'end' } as const);
  };
  const engine = { schedule: tell('schedule'), wake: tell('wake') };
  const driver = createDriver({
    advance,
    runs: { scheduled: tell('scheduled') },
    engine,
    log: silentLog,
    most,
  });
  const until = (length: number) => eventually(() => told.length >= length, { what: `${length} steps` });
  return { ...driver, engine, told, until };
}

const at = '2026-01-01T00:00:00.000Z';

it('goes on while there is something to do, and tells the engine of a time', async () => {
  const run = driven([{ next: 'again' }, { next: 'timer', at }]);
  run.drive('a');
  await run.until(4);
  expect(run.told).toEqual(['advance a', 'advance a', 'schedule a', 'scheduled a']);
});

it('tells the engine anew of a run that it has lost', async () => {
  const run = driven([{ next: 'timer', at, told: true }]);
  run.engine.wake = () => Promise.reject(new Error('no such instance exists'));
  run.drive('a');
  await run.until(3);
  expect(run.told).toEqual(['advance a', 'schedule a', 'scheduled a']);
});

it('wakes the engine where it knows of the run, and tells it nothing where somebody else does', async () => {
  const run = driven([
    { next: 'timer', at, told: true },
    { next: 'timer', at, elsewhere: true },
    { next: 'signal' },
  ]);
  for (const id of ['a', 'b', 'c']) run.drive(id);
  await run.until(5);
  expect(run.told).toEqual(['advance a', 'wake a', 'scheduled a', 'advance b', 'advance c']);
});

it('keeps a time that is near itself, and tells the engine nothing', async () => {
  const soon = new Date(Date.now() + 50).toISOString();
  const run = driven([{ next: 'timer', at: soon, near: true }]);
  run.drive('a');
  await run.until(2);
  expect(run.told).toEqual(['advance a', 'advance a']);
});

it('keeps no time any more when it is stopped', async () => {
  const run = driven([{ next: 'timer', at: new Date(Date.now() + 60_000).toISOString(), near: true }]);
  run.drive('a');
  await run.until(1);
  await run.stop();
  run.drive('b');
  expect(run.told).toEqual(['advance a']);
});

it('carries a run on once, however often it is asked to before its turn', async () => {
  const run = driven([{ next: 'end' }, { next: 'end' }, { next: 'signal' }]);
  for (const id of ['a', 'b', 'b', 'b', 'c']) run.drive(id);
  await run.until(3);
  expect(run.told).toEqual(['advance a', 'advance b', 'advance c']);
});

it('goes on with the next run when one fails', async () => {
  const told: string[] = [];
  const { drive } = createDriver({
    advance: async id => {
      told.push(id);
      if (id === 'a') throw new Error('no database');
      return { next: 'end' };
    },
    runs: { scheduled: async () => undefined },
    engine: { schedule: async () => undefined, wake: async () => undefined },
    log: silentLog,
    most: 1,
  });
  drive('a');
  drive('b');
  await eventually(() => told.length === 2, { what: 'both' });
  expect(told).toEqual(['a', 'b']);
});

it('stops after the turn that is under way, and begins no other', async () => {
  const run = driven([{ next: 'again' }, { next: 'again' }]);
  run.drive('a');
  run.drive('b');
  await run.stop();
  expect(run.told).toEqual(['advance a']);
});
