import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { eventTypes as webhookTypes } from '@neighbourhood/shared/events/event-types';
import { type Consent, type End } from '../../services/consent/src/domain/consent.ts';
import { expiredEvent, grantedEvent, revokedEvent } from '../../services/consent/src/domain/events.ts';
import { type Connection } from '../../services/integration/src/domain/connection.ts';
import * as connections from '../../services/integration/src/domain/events.ts';
import { type ExecutionEvent, executionEvent } from '../../services/workflow/src/domain/execution-events.ts';
import { type Execution } from '../../services/workflow/src/domain/execution.ts';
import { eventTypes, objections, omissions } from './schemas.ts';

const workspaceId = newId('wsp');
const now = new Date('2026-01-02T03:04:05.678Z');

const consent = {
  id: newId('cns'),
  workspaceId,
  endUserId: 'ada',
  provider: 'sandbox',
  purposes: ['automation'],
  scopes: ['notes:read'],
  grantedAt: now,
  expiresAt: now,
} as Partial<Consent> as Consent;

const connection = {
  id: newId('con'),
  workspaceId,
  endUserId: 'ada',
  provider: 'sandbox',
  scopes: ['notes:read'],
  status: 'active',
} as Partial<Connection> as Connection;

const execution = {
  id: newId('exe'),
  workspaceId,
  workflowId: newId('wfl'),
  definition: { namespace: 'acme', name: 'order' },
  workflowVersion: '1.0.0',
  output: { any: ['json', null, 1.5] },
  error: {
    type: 'https://example.com/error',
    status: 500,
    title: 'No',
    detail: 'Not now',
    instance: '/do/0',
  },
} as Partial<Execution> as Execution;

const run = { action: 'create-note', executionId: '', attempts: 1 };
const runs: ExecutionEvent[] = ['started', 'completed', 'faulted', 'cancelled', 'suspended', 'resumed'];

const made: CloudEvent[] = [
  grantedEvent(consent),
  revokedEvent(consent, { at: now } as End),
  expiredEvent(consent, { at: now } as End),
  connections.connected(connection),
  connections.reconnected(connection),
  connections.refused(connection, 'invalid_grant'),
  connections.revoked(connection),
  connections.executed(connection, { ...run, executedAt: now, durationMs: 12 }),
  connections.failed(connection, { ...run, code: 'PROVIDER.ERROR' }),
  ...runs.map(event => executionEvent(event, execution, now)),
];

/** As shared/dapr/publish.ts puts an event on the wire. */
const onWire = ({ workspaceId: workspaceid, ...rest }: CloudEvent) =>
  JSON.parse(
    JSON.stringify({ specversion: '1.0', datacontenttype: 'application/json', ...rest, workspaceid }),
  ) as { type: string; data: object };

test('every type that customers can have delivered has a schema, and no other', () => {
  expect(eventTypes).toEqual([...webhookTypes].sort());
});

test.each(made.map(event => [event.type, event] as const))(
  '%s is as its schema says, field by field',
  (_type, event) => {
    expect(objections(onWire(event))).toEqual([]);
    expect(omissions(onWire(event))).toEqual([]);
  },
);

test('data that is not as the schema says is refused, field by field', () => {
  const event = onWire(grantedEvent(consent));
  const data = { ...event.data, endUserId: 7, scopes: 'notes:read', expiresAt: 'tomorrow' };
  expect(objections({ ...event, data })).toEqual(
    expect.arrayContaining([
      '/data/endUserId must be string',
      '/data/scopes must be array',
      '/data/expiresAt must match format "date-time"',
    ]),
  );
});

test('a field that is newer than the schema, and a type that is, are taken', () => {
  const event = onWire(grantedEvent(consent));
  expect(objections({ ...event, data: { ...event.data, inventedLater: {} } })).toEqual([]);
  expect(objections({ ...event, type: 'consent.invented', data: 'anything' })).toEqual([]);
});

test('an event without an id is refused', () => {
  const event = onWire(grantedEvent(consent));
  expect(objections({ ...event, id: undefined })).toEqual([" must have required property 'id'"]);
});
