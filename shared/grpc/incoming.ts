import { type Metadata, type ServerDuplexStream, type ServerUnaryCall, status } from '@grpc/grpc-js';
import { type Call, type Identity, type Log } from '../call/call.ts';
import { newId } from '../ids/typed-id.ts';

const defaultDeadlineMs = 30_000;

/** header reads one metadata value as text. Where a caller sent several, the last is the sidecar's. */
export function header(metadata: Metadata, name: string): string | undefined {
  const value = metadata.get(name).at(-1);
  return value === undefined ? undefined : value.toString();
}

/** Logger is what an incoming call needs of pino. */
export interface ChildLogger extends Log {
  child(bindings: object): Log;
}

/** nobody is the identity of events, jobs and unsigned calls. */
export const nobody: Identity = { kind: 'anonymous', issuer: '', subject: '', permissions: [] };

/** incomingCall reads deadline, request id and cancellation of a gRPC call; `identity` was verified before. */
export function incomingCall(
  grpc: ServerUnaryCall<unknown, unknown> | ServerDuplexStream<unknown, never>,
  log: ChildLogger,
  identity: Identity,
  token: string,
  longestMs = defaultDeadlineMs,
): Call {
  const requestId = header(grpc.metadata, 'x-request-id') ?? newId('req');
  const given = grpc.getDeadline();
  const deadline = new Date(
    Math.min(Number.isFinite(Number(given)) ? Number(given) : Infinity, Date.now() + longestMs),
  );
  const controller = new AbortController();
  grpc.on('cancelled', () => controller.abort(status.CANCELLED));
  const idempotencyKey = header(grpc.metadata, 'idempotency-key');
  return {
    requestId,
    identity,
    token,
    deadline,
    signal: controller.signal,
    log: log.child({ requestId, ...(identity.workspaceId ? { workspaceId: identity.workspaceId } : {}) }),
    ...(idempotencyKey ? { idempotencyKey } : {}),
  };
}
