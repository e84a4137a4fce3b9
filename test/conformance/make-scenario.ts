import type { Scenario } from './scenario.ts';

let documents = 0;

/** scenario makes one of tasks in YAML, which begin in the first column. */
export function scenario(
  name: string,
  tasks: string,
  { input, ...expectation }: Pick<Scenario, 'expectations'> & { input?: unknown },
): Scenario {
  documents += 1;
  const head = `document: { dsl: '1.0.3', namespace: conformance, name: scenario-${documents}, version: '1.0.0' }`;
  return { name, definition: `${head}\ndo:\n${tasks.trim()}\n`, input: input ?? {}, ...expectation };
}
