import { hears, isDeliverable, isPattern } from './event-types.ts';

test('a pattern is a known type, a family, or everything', () => {
  const lifecycle = ['io.serverlessworkflow.*', 'io.serverlessworkflow.task.retried.v1'];
  for (const pattern of [
    'consent.revoked',
    'consent.*',
    'workflow.execution.*',
    'workflow.*',
    '*',
    ...lifecycle,
    'provider.*',
    'provider.github.*',
    'provider.github.issues',
    'provider.shopify.orders/create',
  ])
    expect(isPattern(pattern)).toBe(true);
  for (const pattern of [
    'consent',
    'consent.unknown',
    'unknown.*',
    '.*',
    '**',
    'con*',
    '',
    'webhook.test',
    'provider.',
    'provider.github',
    'provider.a b.x',
  ])
    expect(isPattern(pattern)).toBe(false);
});

test('a type is heard by its name, its family and everything', () => {
  for (const pattern of ['workflow.execution.completed', 'workflow.*', 'workflow.execution.*', '*']) {
    expect(hears([pattern], 'workflow.execution.completed')).toBe(true);
  }
  expect(hears(['workflow.execution.started', 'consent.*'], 'workflow.execution.completed')).toBe(false);
});

test('the DSL’s lifecycle events are heard by those who name them only', () => {
  const type = 'io.serverlessworkflow.workflow.started.v1';
  expect(hears(['*', 'workflow.*', 'io.serverlessworkflow.task.*'], type)).toBe(false);
  for (const pattern of ['io.serverlessworkflow.*', 'io.serverlessworkflow.workflow.*', type])
    expect(hears([pattern], type)).toBe(true);
});

test('only types of the public contract are delivered; those of runs are made of ours here', () => {
  expect(isDeliverable('user.registered')).toBe(true);
  expect(isDeliverable('io.serverlessworkflow.task.started.v1')).toBe(true);
  expect(isDeliverable('io.serverlessworkflow.workflow.started.v1')).toBe(false);
  expect(isDeliverable('provider.github.issues')).toBe(true);
  expect(isDeliverable('order.placed')).toBe(false);
});
