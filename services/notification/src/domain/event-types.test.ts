import { hears, isDeliverable, isPattern } from './event-types.ts';

test('a pattern is a known type, a family, or everything', () => {
  for (const pattern of ['consent.revoked', 'consent.*', 'workflow.execution.*', 'workflow.*', '*'])
    expect(isPattern(pattern)).toBe(true);
  for (const pattern of ['consent', 'consent.unknown', 'unknown.*', '.*', '**', 'con*', '', 'webhook.test'])
    expect(isPattern(pattern)).toBe(false);
});

test('a type is heard by its name, its family and everything', () => {
  for (const pattern of ['workflow.execution.completed', 'workflow.*', 'workflow.execution.*', '*']) {
    expect(hears([pattern], 'workflow.execution.completed')).toBe(true);
  }
  expect(hears(['workflow.execution.started', 'consent.*'], 'workflow.execution.completed')).toBe(false);
});

test('only types of the public contract are delivered', () => {
  expect(isDeliverable('user.registered')).toBe(true);
  expect(isDeliverable('io.serverlessworkflow.workflow.started.v1')).toBe(false);
});
