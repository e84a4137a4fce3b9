import { isDeepStrictEqual } from 'node:util';
import { contains } from '../journey/expect.ts';

/** Scenario is a workflow, what it is run with, and what must hold afterwards. */
export interface Scenario {
  name: string;
  /** The document as YAML. */
  definition: string;
  input?: unknown;
  expectations: Expectation[];
}

/** Ending is the status that a run or a task ends with. */
type Ending = 'completed' | 'faulted' | 'cancelled';

/** Expectation is one statement about a run that has ended; members that are absent may be anything. */
export type Expectation =
  | { ends: Ending; output?: { is: unknown }; error?: { is: object } }
  | { properties: string[] }
  | { property: string; is: unknown }
  | { property: string; items: number }
  | { task: string; runs: 'first' | 'last' }
  | { task: string; runs: 'before' | 'after'; other: string }
  | { task: string; times: number }
  | { task: string; ends: Ending; output?: { is: unknown }; error?: { is: object } }
  | { lastsAtLeastMs: number };

/** TaskRun is a line of the task log. */
export interface TaskRun {
  reference: string;
  status: string;
  output?: unknown;
  error?: unknown;
}

/** ScenarioRun is a run as its owner sees it. */
export interface ScenarioRun {
  status: string;
  output?: unknown;
  error?: unknown;
  startedAt: string;
  endedAt: string;
  /** In start order. */
  tasks: TaskRun[];
}

const at = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (inner, key) =>
        typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
      value,
    );

const ended = (
  { status, output, error }: Pick<ScenarioRun, 'status' | 'output' | 'error'>,
  wanted: { ends: Ending; output?: { is: unknown }; error?: { is: object } },
): boolean =>
  status === wanted.ends &&
  (wanted.output === undefined || isDeepStrictEqual(output, wanted.output.is)) &&
  (wanted.error === undefined || contains(error, wanted.error.is));

/** holds tells whether a statement is true of a run. */
export function holds(expectation: Expectation, run: ScenarioRun): boolean {
  if ('lastsAtLeastMs' in expectation)
    return Date.parse(run.endedAt) - Date.parse(run.startedAt) >= expectation.lastsAtLeastMs;
  if ('properties' in expectation)
    return expectation.properties.every(path => at(run.output, path) !== undefined);
  if ('property' in expectation) {
    const value = at(run.output, expectation.property);
    if ('is' in expectation) return isDeepStrictEqual(value, expectation.is);
    return Array.isArray(value) && value.length === expectation.items;
  }
  if (!('task' in expectation)) return ended(run, expectation);
  const names = run.tasks.map(({ reference }) => reference.split('/').at(-1));
  const { task } = expectation;
  if ('times' in expectation) return names.filter(name => name === task).length === expectation.times;
  const place = names.indexOf(task);
  if ('ends' in expectation) return place >= 0 && ended(run.tasks[place] as TaskRun, expectation);
  if (expectation.runs === 'first') return place === 0;
  if (expectation.runs === 'last') return place >= 0 && names.lastIndexOf(task) === names.length - 1;
  if (!('other' in expectation)) return false;
  const other = names.indexOf(expectation.other);
  if (place < 0 || other < 0) return false;
  return expectation.runs === 'before' ? place < other : place > other;
}
