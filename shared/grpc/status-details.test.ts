import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { AppError } from '../errors/app-error.ts';
import { type Kind, kinds } from '../errors/kinds.ts';
import { fromStatus, toStatus } from './status-details.ts';

/** What grpc-js gives a caller for a status. */
const received = (sent: ReturnType<typeof toStatus>): ServiceError =>
  Object.assign(new Error(`${sent.code} ${sent.details}`), {
    code: sent.code!,
    details: sent.details ?? '',
    metadata: sent.metadata!,
  });
const bare = (code: status, details = 'dial tcp 10.0.0.7:50051: refused') =>
  received({ code, details, metadata: new Metadata() });

test.each(Object.keys(kinds) as Kind[])('the kind %s survives the wire, with its HTTP status', kind => {
  const error = fromStatus(received(toStatus(new AppError(kind, 'TEST.CODE', 'Text.'))), 'auth');
  expect(error).toMatchObject({ kind, code: 'TEST.CODE', message: 'Text.', fields: [], metadata: {} });
  expect(error.retryAfterSeconds).toBeUndefined();
  expect(error.httpStatus).toBe(kinds[kind].http);
});

test('a wait is rounded up to whole seconds', () => {
  const sent = toStatus(new AppError('rateLimited', 'A.B', 'x', { retryAfterSeconds: 0.2 }));
  expect(fromStatus(received(sent), 'auth').retryAfterSeconds).toBe(1);
});

test('the cause does not travel', () => {
  const { metadata } = toStatus(new AppError('internal', 'INTERNAL', 'x', { cause: new Error('hunter2') }));
  expect(JSON.stringify(metadata!.getMap())).not.toContain('hunter2');
  expect((metadata!.get('grpc-status-details-bin')[0] as Buffer).toString('latin1')).not.toContain('hunter2');
});

test.each([
  [status.DEADLINE_EXCEEDED, 504, 'SERVICE.TIMEOUT'],
  [status.CANCELLED, 504, 'SERVICE.TIMEOUT'],
  [status.UNAVAILABLE, 503, 'SERVICE.UNAVAILABLE'],
  [status.UNKNOWN, 503, 'SERVICE.UNAVAILABLE'],
  [status.UNIMPLEMENTED, 501, 'SERVICE.UNIMPLEMENTED'],
  [status.RESOURCE_EXHAUSTED, 413, 'REQUEST.TOO_LARGE'],
  [status.PERMISSION_DENIED, 500, 'INTERNAL'],
  [status.INTERNAL, 500, 'INTERNAL'],
])('a status %i from a sidecar becomes HTTP %i, without its text', (code, http, ours) => {
  const error = fromStatus(bare(code), 'consent');
  expect(error).toMatchObject({ httpStatus: http, code: ours });
  expect(error.message).not.toContain('10.0.0.7');
});

test('details of somebody else are not taken for ours', () => {
  const sent = toStatus(new AppError('notFound', 'A.B', 'x'));
  const bytes = sent.metadata!.get('grpc-status-details-bin')[0] as Buffer;
  const metadata = new Metadata();
  metadata.set(
    'grpc-status-details-bin',
    Buffer.from(bytes.toString('latin1').replace('neighbourhood', 'dapr.io/abcde'), 'latin1'),
  );
  expect(fromStatus(received({ ...sent, metadata }), 'auth')).toMatchObject({ kind: 'internal' });
});

test('broken details do not break the answer', () => {
  const metadata = new Metadata();
  metadata.set('grpc-status-details-bin', Buffer.from([0xff, 0xff, 0xff]));
  expect(fromStatus(received({ code: status.NOT_FOUND, details: '', metadata }), 'auth')).toBeInstanceOf(
    AppError,
  );
});
