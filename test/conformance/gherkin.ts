import { parse } from 'yaml';
import type { Expectation, Scenario } from './scenario.ts';

interface Step {
  text: string;
  /** The text between `"""` below it. */
  block?: string;
}

const endings = { complete: 'completed', fault: 'faulted', cancel: 'cancelled' } as const;
type Verb = keyof typeof endings;

function ending(verb: Verb, what: string | undefined, block: string | undefined) {
  const is: unknown = what === undefined ? undefined : parse(block ?? '');
  return {
    ends: endings[verb],
    ...(what === 'output' ? { output: { is } } : {}),
    ...(what === 'error' ? { error: { is: is as object } } : {}),
  };
}

/** The statements of the specification's conformance kit, and what each of them means. */
const statements: [RegExp, (groups: string[], block?: string) => Expectation][] = [
  [
    /^the workflow should (complete|fault|cancel)(?: with (output|error):)?$/,
    ([verb, what], block) => ending(verb as Verb, what, block),
  ],
  [
    /^the workflow output should have properties (.+)$/,
    ([list = '']) => ({ properties: [...list.matchAll(/'([^']+)'/g)].map(([, path = '']) => path) }),
  ],
  [
    /^the workflow output should have a '([^']+)' property with value:$/,
    ([property = ''], block = '') => ({ property, is: parse(block) as unknown }),
  ],
  [
    /^the workflow output should have a '([^']+)' property containing (\d+) items$/,
    ([property = '', items]) => ({ property, items: Number(items) }),
  ],
  [/^(\w+) should run (first|last)$/, ([task = '', place]) => ({ task, runs: place as 'first' | 'last' })],
  [
    /^(\w+) should run (before|after) (\w+)$/,
    ([task = '', place, other = '']) => ({ task, runs: place as 'before' | 'after', other }),
  ],
  [
    /^(\w+) should (complete|fault|cancel)(?: with (output|error):)?$/,
    ([task = '', verb, what], block) => ({ task, ...ending(verb as Verb, what, block) }),
  ],
];

/** readFeature reads the scenarios of a Gherkin file; a step that is not understood is an error. */
export function readFeature(source: string): Scenario[] {
  return [...scenariosOf(source)].map(([name, steps]) => {
    const scenario: Scenario = { name, definition: '', expectations: [] };
    let ran = false;
    for (const { text, block } of steps) {
      if (text === 'a workflow with definition:') scenario.definition = block ?? '';
      else if (text === 'given the workflow input is:') scenario.input = parse(block ?? '');
      else if (text === 'the workflow is executed') ran = true;
      else scenario.expectations.push(statement(name, text, block));
    }
    if (!ran || scenario.definition === '' || scenario.expectations.length === 0)
      throw new Error(`The scenario "${name}" lacks a definition, a run or a statement`);
    return scenario;
  });
}

function statement(name: string, text: string, block?: string): Expectation {
  for (const [pattern, meaning] of statements) {
    const [whole, ...groups] = pattern.exec(text) ?? [];
    if (whole !== undefined) return meaning(groups, block);
  }
  throw new Error(`The scenario "${name}" has a step that is not known: ${text}`);
}

function scenariosOf(source: string): Map<string, Step[]> {
  const found = new Map<string, Step[]>();
  let steps: Step[] | undefined;
  let block: { indent: number; lines: string[] } | undefined;
  for (const line of source.split(/\r?\n/)) {
    const text = line.trim();
    if (block) {
      if (text === '"""') {
        Object.assign(steps?.at(-1) ?? {}, { block: block.lines.join('\n') });
        block = undefined;
      } else block.lines.push(line.slice(block.indent));
      continue;
    }
    const [, name] = /^Scenario:\s*(.+)$/.exec(text) ?? [];
    const [, step] = /^(?:Given|When|Then|And|But)\s+(.+)$/.exec(text) ?? [];
    if (name !== undefined) found.set(name, (steps = []));
    else if (text.startsWith('"""')) block = { indent: line.indexOf('"""'), lines: [] };
    else if (step !== undefined && steps) steps.push({ text: step });
  }
  return found;
}
