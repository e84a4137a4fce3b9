import { type TaskRecord } from '../domain/run-state.ts';

/** Characters of JSON in one answer: messages between services end at 4 MiB, and take more than JSON. */
const most = 1_500_000;

/** taskPage is as much of a page of a task log as fits into an answer, one line at least, and where the next begins. */
export function taskPage(
  tasks: readonly TaskRecord[],
  limit: number,
): { tasks: readonly TaskRecord[]; next: string } {
  let size = 0;
  const over = tasks.findIndex((task, index) => (size += JSON.stringify(task).length) > most && index > 0);
  const fitting = over < 0 ? tasks : tasks.slice(0, over);
  const last = over < 0 && tasks.length < limit ? undefined : fitting.at(-1);
  return { tasks: fitting, next: last ? String(last.position) : '' };
}
