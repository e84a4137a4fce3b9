import { newId } from '@neighbourhood/shared/ids/typed-id';
import { lifecycleOf } from './lifecycle-events.ts';
import { type Message } from './message.ts';

const at = '2026-01-02T03:04:05.000Z';
const run = {
  executionId: 'exe_1',
  workflowId: 'wfl_1',
  workflowNamespace: 'shop',
  workflowName: 'order',
  workflowVersion: '1.2.0',
  at,
};
const name = 'order-exe_1.shop';

const message = (type: string, data: object = {}): Message => ({
  id: newId('evt'),
  workspaceId: 'wsp_1',
  type,
  time: at,
  data: { ...run, ...data },
  receivedAt: new Date(at),
});

const error = { type: 'https://example.com', status: 500 };

test.each([
  [
    'started',
    'running',
    {},
    { definition: { name: 'order', namespace: 'shop', version: '1.2.0' }, startedAt: at },
  ],
  ['suspended', 'suspended', {}, { suspendedAt: at }],
  ['resumed', 'running', {}, { resumedAt: at }],
  ['cancelled', 'cancelled', { reason: 'why' }, { cancelledAt: at }],
  ['faulted', 'faulted', { error }, { faultedAt: at, error }],
  ['completed', 'completed', { output: { a: 1 } }, { completedAt: at, output: { a: 1 } }],
  ['completed', 'completed', {}, { completedAt: at }],
])('workflow.execution.%s says what the specification wants (%s)', (phase, status, data, said) => {
  const from = message(`workflow.execution.${phase}`, data);
  const made = lifecycleOf(from);
  expect(made.map(({ type, data: what }) => [type, what])).toEqual([
    [`io.serverlessworkflow.workflow.${phase}.v1`, { name, ...said }],
    ['io.serverlessworkflow.workflow.status-changed.v1', { name, updatedAt: at, status }],
  ]);
  expect(lifecycleOf(from)).toEqual(made);
  expect(new Set([from.id, ...made.map(({ id }) => id)]).size).toBe(3);
});

test('other messages say nothing of the kind', () => {
  for (const type of ['consent.granted', 'workflow.execution.else', 'io.serverlessworkflow.task.started.v1'])
    expect(lifecycleOf(message(type))).toEqual([]);
});
