import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { callScenarios } from '../conformance/call-scenarios.ts';
import { flowScenarios } from '../conformance/flow-scenarios.ts';
import { readFeature } from '../conformance/gherkin.ts';
import { createRunner, type Runner } from '../conformance/run-scenario.ts';
import { holds, type Scenario } from '../conformance/scenario.ts';
import { redirected, type StandIn, startStandIn } from '../conformance/stand-in.ts';
import { platform } from './platform.ts';

// The DSL as its conformance kit has it: by our own scenarios always, by the kit itself with `make conformance KIT=`.

let standIn: StandIn;
let runner: Runner;

beforeAll(async () => {
  standIn = await startStandIn();
  runner = await createRunner(platform());
});
afterAll(() => standIn.close());

async function check(scenario: Scenario): Promise<void> {
  const run = await runner.run(scenario);
  const untrue = scenario.expectations.filter(expectation => !holds(expectation, run));
  expect(untrue.map(expectation => ({ expectation, run }))).toEqual([]);
}

const here = 'http://stand-in';
describe('our scenarios', () => {
  test.each([...flowScenarios, ...callScenarios(here)])('$name', scenario =>
    check({ ...scenario, definition: scenario.definition.replaceAll(here, standIn.url) }),
  );
});

const { CTK: kit } = process.env;
if (kit === undefined || kit === '')
  console.info(
    'The kit of the specification is not run: make conformance KIT=<folder of its .feature files>.',
  );
else
  describe.each(globSync(path.join(kit, '**/*.feature')).toSorted())('%s', file => {
    test.each(readFeature(readFileSync(file, 'utf8')))('$name', scenario =>
      check({ ...scenario, definition: redirected(scenario.definition, standIn) }),
    );
  });
