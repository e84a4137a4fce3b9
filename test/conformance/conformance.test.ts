import { readFeature } from './gherkin.ts';
import { type Expectation, holds, type ScenarioRun } from './scenario.ts';

const feature = `
Feature: Bread
  Words that nobody reads: Given that they are there

  # a remark
  Scenario: Baking
    Given a workflow with definition:
    """yaml
    do:
      - knead: {}
    """
    And given the workflow input is:
      """yaml
      flour: 500
      """
    When the workflow is executed
    Then the workflow should complete with output:
    """yaml
    loaves: [ 1, 2 ]
    """
    And the workflow output should have properties 'loaves', 'oven.heat'
    And the workflow output should have a 'oven' property with value:
    """yaml
    heat: 220
    """
    And the workflow output should have a 'loaves' property containing 2 items
    And knead should run first
    And bake should run after knead
    And bake should run last
    And knead should complete
    And bake should fault with error:
    """yaml
    status: 500
    """`;

test('a feature is read as what its statements mean', () => {
  expect(readFeature(feature)).toEqual([
    {
      name: 'Baking',
      definition: 'do:\n  - knead: {}',
      input: { flour: 500 },
      expectations: [
        { ends: 'completed', output: { is: { loaves: [1, 2] } } },
        { properties: ['loaves', 'oven.heat'] },
        { property: 'oven', is: { heat: 220 } },
        { property: 'loaves', items: 2 },
        { task: 'knead', runs: 'first' },
        { task: 'bake', runs: 'after', other: 'knead' },
        { task: 'bake', runs: 'last' },
        { task: 'knead', ends: 'completed' },
        { task: 'bake', ends: 'faulted', error: { is: { status: 500 } } },
      ],
    },
  ]);
});

test.each([
  ['a step that nobody knows', feature.replace('should run first', 'should sing')],
  ['a scenario that is never run', feature.replace('When the workflow is executed', '')],
  [
    'a scenario without a workflow',
    feature.replace('a workflow with definition:', 'given the workflow input is:'),
  ],
])('%s is an error', (_, source) => {
  expect(() => readFeature(source)).toThrow(/Baking/);
});

const run: ScenarioRun = {
  status: 'completed',
  output: { loaves: [1, 2], oven: { heat: 220 } },
  startedAt: '2026-01-01T00:00:00Z',
  endedAt: '2026-01-01T00:00:02Z',
  tasks: [
    { reference: '/do/0/knead', status: 'completed', output: 1 },
    { reference: '/do/1/bake', status: 'faulted', error: { status: 500, title: 'Burnt' } },
    { reference: '/do/1/bake', status: 'completed' },
  ],
};

const truths: [Expectation, Expectation][] = [
  [{ ends: 'completed' }, { ends: 'faulted' }],
  [
    { ends: 'completed', output: { is: run.output } },
    { ends: 'completed', output: { is: { loaves: [1, 2] } } },
  ],
  [{ properties: ['loaves', 'oven.heat'] }, { properties: ['loaves', 'oven.cold'] }],
  [
    { property: 'oven.heat', is: 220 },
    { property: 'oven.heat', is: 221 },
  ],
  [
    { property: 'loaves', items: 2 },
    { property: 'loaves', items: 1 },
  ],
  [
    { property: 'loaves', items: 2 },
    { property: 'oven', items: 1 },
  ],
  [
    { task: 'knead', runs: 'first' },
    { task: 'bake', runs: 'first' },
  ],
  [
    { task: 'bake', runs: 'last' },
    { task: 'knead', runs: 'last' },
  ],
  [
    { task: 'bake', runs: 'last' },
    { task: 'gone', runs: 'last' },
  ],
  [
    { task: 'knead', runs: 'before', other: 'bake' },
    { task: 'bake', runs: 'before', other: 'knead' },
  ],
  [
    { task: 'bake', runs: 'after', other: 'knead' },
    { task: 'bake', runs: 'after', other: 'gone' },
  ],
  [
    { task: 'bake', times: 2 },
    { task: 'bake', times: 1 },
  ],
  [
    { task: 'knead', ends: 'completed', output: { is: 1 } },
    { task: 'knead', ends: 'completed', output: { is: 2 } },
  ],
  [
    { task: 'bake', ends: 'faulted', error: { is: { status: 500 } } },
    { task: 'bake', ends: 'completed' },
  ],
  [{ lastsAtLeastMs: 2_000 }, { lastsAtLeastMs: 2_001 }],
];

test.each(truths)('%j holds of a run, and %j does not', (truth, untruth) => {
  expect([holds(truth, run), holds(untruth, run)]).toEqual([true, false]);
});
