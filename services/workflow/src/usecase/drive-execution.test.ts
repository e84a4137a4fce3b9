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
  const driver = createDriver({
    advance,
    runs: { scheduled: tell('scheduled') },
    engine: { schedule: tell('schedule'), wake: tell('wake') },
    log: silentLog,
    most,
  });
  const until = (length: number) => eventually(() => told.length >= length, { what: `${length} steps` });
  return { ...driver, told, until };
}

const at = '2026-01-01T00:00:00.000Z';

it('goes on while there is something to do, and tells the engine of a time', async () => {
  const run = driven([{ next: 'again' }, { next: 'timer', at }]);
  run.drive('a');
  await run.until(4);
  expect(run.told).toEqual(['advance a', 'advance a', 'schedule a', 'scheduled a']);
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
