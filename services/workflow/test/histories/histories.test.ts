import { type TaskRecord, upgradeState } from '../../src/domain/run-state.ts';
import { kindOf, taskKinds } from '../../src/domain/task-kinds.ts';
import { sandbox } from '../run-document.ts';
import { type Carried, carryOn } from './carry-on.ts';
import { type History, type Moment, readHistories } from './history.ts';
import { keyOfEffect } from './scripted-world.ts';

afterAll(() => sandbox.close());

const histories = readHistories();
const kept = [...histories].map(([name, history]) => ({ name, history, states: history.moments.length }));

/**
 * What a person sees of tasks, but for attempts: a process that died in between is one more, and where nobody was there to
 * ask, one more attempt is a longer wait.
 */
const seen = ({ script: { answers = {} } }: History, log: readonly TaskRecord[]) =>
  Object.fromEntries(
    log
      .map(
        ({ reference, iteration, status, input, output, error, startedAt, endedAt }): [string, unknown] => {
          const away = Object.values(answers).some(list => list.some(each => 'away' in each));
          const times = away ? {} : { startedAt, endedAt };
          return [
            `${reference} ${iteration}`,
            JSON.parse(JSON.stringify({ status, input, output, error, ...times })),
          ];
        },
      )
      .toSorted(([left], [right]) => left.localeCompare(right)),
  );

/** Effects that are left to ask for, of a state whose process died: those under way, and those that came later. */
function left(history: History, { state, asked }: Moment): Set<string> {
  const underWay = upgradeState(state).threads.flatMap(({ open }) =>
    open?.effect && open.child === undefined ? [keyOfEffect(open.effect)] : [],
  );
  return new Set([...underWay, ...history.asked.slice(asked)]);
}

function expectSame(history: History, carried: Carried, before: readonly TaskRecord[], effects: Set<string>) {
  expect(carried.outcome).toEqual(history.outcome);
  expect(seen(history, [...before, ...carried.log])).toEqual(seen(history, history.log));
  expect(new Set(carried.asked)).toEqual(effects);
  const known = Object.keys(carried.effects).map(key => [key, history.effects[key]]);
  expect(carried.effects).toEqual(Object.fromEntries(known));
}

it('has a history with every kind of task', () => {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) found.add(kindOf(value as never) ?? '');
    Object.values(value).forEach(look);
  };
  for (const { history } of kept) look(history.script.document.do);
  expect(taskKinds.filter(kind => !found.has(kind))).toEqual([]);
});

it.each(kept)('$name goes from its beginning as it was recorded', async ({ history }) => {
  expectSame(history, await carryOn(history.script), [], new Set(history.asked));
});

it.each(kept)('$name goes on from each of its $states states to the same end', async ({ history }) => {
  const before: TaskRecord[] = [];
  for (const moment of history.moments) {
    before.push(...moment.records);
    expectSame(history, await carryOn(history.script, moment), before, left(history, moment));
  }
});
