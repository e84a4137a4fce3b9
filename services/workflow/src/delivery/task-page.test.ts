import { type TaskRecord } from '../domain/run-state.ts';
import { taskPage } from './task-page.ts';

const task = (position: number, characters = 0): TaskRecord => ({
  reference: `/do/${position}/task`,
  iteration: '',
  position,
  status: 'completed',
  attempt: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
  input: 'x'.repeat(characters),
});
const shown = (tasks: TaskRecord[], limit: number) => {
  const { tasks: fitting, next } = taskPage(tasks, limit);
  return [fitting.map(each => each.position), next];
};

it.each([
  ['none', [], 2, [[], '']],
  ['the last ones', [task(3)], 2, [[3], '']],
  ['a full page', [task(3), task(4)], 2, [[3, 4], '4']],
  ['less than a page, of long ones', [task(3, 800_000), task(4, 800_000), task(5)], 9, [[3], '3']],
  ['one that is too long by itself', [task(3, 2_000_000), task(4)], 9, [[3], '3']],
  ['a too long one that is the last', [task(3, 2_000_000)], 9, [[3], '']],
])('shows %s', (_, tasks, limit, answer) => {
  expect(shown(tasks, limit)).toEqual(answer);
});
