import { status as codes } from '@grpc/grpc-js';
import { fault, WorkflowFault } from '../../../domain/workflow-error.ts';
import { abortFault } from '../net-faults.ts';
import { redact } from '../secrets.ts';

/** HTTP's words for gRPC's, as gateways translate them. */
const http: Record<number, number> = {
  [codes.CANCELLED]: 499,
  [codes.UNKNOWN]: 500,
  [codes.INVALID_ARGUMENT]: 400,
  [codes.NOT_FOUND]: 404,
  [codes.ALREADY_EXISTS]: 409,
  [codes.PERMISSION_DENIED]: 403,
  [codes.RESOURCE_EXHAUSTED]: 429,
  [codes.FAILED_PRECONDITION]: 400,
  [codes.ABORTED]: 409,
  [codes.OUT_OF_RANGE]: 400,
  [codes.UNIMPLEMENTED]: 501,
  [codes.INTERNAL]: 500,
  [codes.UNAVAILABLE]: 503,
  [codes.DATA_LOSS]: 500,
  [codes.UNAUTHENTICATED]: 401,
};

const deadlineExceeded: number = codes.DEADLINE_EXCEEDED;
const unavailable: number = codes.UNAVAILABLE;

/** isUnauthenticated tells that a server did not accept who called. */
export function isUnauthenticated(error: unknown): boolean {
  return (error as { code?: unknown }).code === codes.UNAUTHENTICATED;
}

/** grpcFault says in the DSL's words how a call failed. gRPC's own error is not kept: it may repeat what was sent. */
export function grpcFault(
  error: unknown,
  host: string,
  signal: AbortSignal,
  secrets: readonly string[],
): Error {
  if (error instanceof WorkflowFault) return error;
  if (signal.aborted) return abortFault(signal, host);
  const { code, details } = error as { code?: unknown; details?: unknown };
  if (typeof code !== 'number') return fault('communication', `There was no answer of ${host}`, 502);
  if (code === deadlineExceeded) return fault('timeout', `${host} did not answer in time`);
  // Unreachable hosts: grpc-js's text names the address, which is ours to know.
  const said = code === unavailable || typeof details !== 'string' ? '' : `: ${details}`;
  const detail = redact(`${host} answered ${codes[code] ?? String(code)}${said}`, secrets).slice(0, 500);
  return fault('communication', detail, http[code] ?? 500);
}
