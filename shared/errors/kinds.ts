import { status } from '@grpc/grpc-js';

/**
 * The closed set of error kinds. Each maps to one gRPC status and one HTTP status; a new kind without both
 * fails compilation. Failures of a third party (`upstream…`) are ABORTED on gRPC: UNAVAILABLE is what callers
 * repeat, and says that a service of ours is not there.
 */
export const kinds = {
  invalidArgument: { grpc: status.INVALID_ARGUMENT, http: 400 },
  unauthenticated: { grpc: status.UNAUTHENTICATED, http: 401 },
  permissionDenied: { grpc: status.PERMISSION_DENIED, http: 403 },
  notFound: { grpc: status.NOT_FOUND, http: 404 },
  methodNotAllowed: { grpc: status.UNIMPLEMENTED, http: 405 },
  alreadyExists: { grpc: status.ALREADY_EXISTS, http: 409 },
  conflict: { grpc: status.FAILED_PRECONDITION, http: 409 },
  gone: { grpc: status.FAILED_PRECONDITION, http: 410 },
  payloadTooLarge: { grpc: status.INVALID_ARGUMENT, http: 413 },
  unsupportedMediaType: { grpc: status.INVALID_ARGUMENT, http: 415 },
  unprocessable: { grpc: status.FAILED_PRECONDITION, http: 422 },
  rateLimited: { grpc: status.RESOURCE_EXHAUSTED, http: 429 },
  internal: { grpc: status.INTERNAL, http: 500 },
  unimplemented: { grpc: status.UNIMPLEMENTED, http: 501 },
  upstreamFailed: { grpc: status.ABORTED, http: 502 },
  upstreamUnavailable: { grpc: status.ABORTED, http: 503 },
  unavailable: { grpc: status.UNAVAILABLE, http: 503 },
  upstreamTimeout: { grpc: status.ABORTED, http: 504 },
  deadlineExceeded: { grpc: status.DEADLINE_EXCEEDED, http: 504 },
} as const satisfies Record<string, { grpc: status; http: number }>;

/** Kind names what went wrong, independent of any protocol. */
export type Kind = keyof typeof kinds;

/** isKind tells whether a string from the wire is one of ours. */
export function isKind(value: unknown): value is Kind {
  return typeof value === 'string' && Object.hasOwn(kinds, value);
}

const byStatus: Partial<Record<status, Kind>> = {
  [status.INVALID_ARGUMENT]: 'invalidArgument',
  [status.OUT_OF_RANGE]: 'invalidArgument',
  [status.UNAUTHENTICATED]: 'unauthenticated',
  [status.PERMISSION_DENIED]: 'permissionDenied',
  [status.NOT_FOUND]: 'notFound',
  [status.ALREADY_EXISTS]: 'alreadyExists',
  [status.FAILED_PRECONDITION]: 'conflict',
  [status.RESOURCE_EXHAUSTED]: 'rateLimited',
  [status.UNIMPLEMENTED]: 'unimplemented',
  [status.UNAVAILABLE]: 'unavailable',
  [status.DEADLINE_EXCEEDED]: 'deadlineExceeded',
  [status.CANCELLED]: 'deadlineExceeded',
};

/**
 * kindOfStatus reads the kind from a bare gRPC status, for errors that carry no details of ours (they come
 * from a sidecar or from grpc-js itself). Anything unlisted is internal.
 */
export function kindOfStatus(code: status): Kind {
  return byStatus[code] ?? 'internal';
}
