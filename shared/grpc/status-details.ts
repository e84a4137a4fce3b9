import { Metadata, type ServiceError, status, type StatusObject } from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import { AppError } from '../errors/app-error.ts';
import { isKind, kindOfStatus, kinds } from '../errors/kinds.ts';

const trailer = 'grpc-status-details-bin';
const domain = 'neighbourhood';

// The richer error model: field numbers as in google/rpc/status.proto and google/rpc/error_details.proto.
const root = protobuf.Root.fromJSON({
  nested: {
    Any: { fields: { typeUrl: { type: 'string', id: 1 }, value: { type: 'bytes', id: 2 } } },
    Duration: { fields: { seconds: { type: 'int64', id: 1 }, nanos: { type: 'int32', id: 2 } } },
    Status: {
      fields: {
        code: { type: 'int32', id: 1 },
        message: { type: 'string', id: 2 },
        details: { rule: 'repeated', type: 'Any', id: 3 },
      },
    },
    ErrorInfo: {
      fields: {
        reason: { type: 'string', id: 1 },
        domain: { type: 'string', id: 2 },
        metadata: { keyType: 'string', type: 'string', id: 3 },
      },
    },
    RetryInfo: { fields: { retryDelay: { type: 'Duration', id: 1 } } },
    FieldViolation: { fields: { field: { type: 'string', id: 1 }, description: { type: 'string', id: 2 } } },
    BadRequest: { fields: { fieldViolations: { rule: 'repeated', type: 'FieldViolation', id: 1 } } },
  },
} as protobuf.INamespace);

const prefix = 'type.googleapis.com/google.rpc.';

const shortened = (metadata: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, short(value)]));

function pack(name: string, message: object): { typeUrl: string; value: Uint8Array } {
  const type = root.lookupType(name);
  return { typeUrl: prefix + name, value: type.encode(type.fromObject(message)).finish() };
}

/** Trailers end at 64 KiB, sidecars' at less; what is longer would arrive as an internal error. */
const mostFields = 50;
const longestText = 300;
const longestMessage = 1_000;
const short = (text: string, most = longestText) => (text.length > most ? `${text.slice(0, most)}…` : text);

/** Whether a failure was that of a call made meanwhile, to a service or to the own sidecar. */
function isPassedOn(failure: unknown): boolean {
  for (let cause = failure; cause instanceof Error; cause = cause.cause)
    if ((cause as Partial<ServiceError>).metadata instanceof Metadata) return true;
  return false;
}

/**
 * toStatus puts an AppError on the wire: google.rpc.Status with ErrorInfo, BadRequest and RetryInfo. Of very many
 * wrong fields it names the first 50. What is passed on of another service was repeated on its way here: the caller
 * is told not to (grpc-retry-pushback-ms), or a chain of services would multiply the calls.
 */
export function toStatus(error: AppError): Partial<StatusObject> {
  const code = kinds[error.kind].grpc;
  const details = [
    pack('ErrorInfo', {
      reason: error.code,
      domain,
      metadata: { ...shortened(error.metadata), kind: error.kind },
    }),
  ];
  if (error.fields.length > 0) {
    details.push(
      pack('BadRequest', {
        fieldViolations: error.fields
          .slice(0, mostFields)
          .map(({ path, message }) => ({ field: short(path), description: short(message) })),
      }),
    );
  }
  if (error.retryAfterSeconds !== undefined)
    details.push(pack('RetryInfo', { retryDelay: { seconds: Math.ceil(error.retryAfterSeconds) } }));
  const type = root.lookupType('Status');
  const message = short(error.message, longestMessage);
  const metadata = new Metadata();
  metadata.set(trailer, Buffer.from(type.encode(type.fromObject({ code, message, details })).finish()));
  if (code === status.UNAVAILABLE && isPassedOn(error.cause)) metadata.set('grpc-retry-pushback-ms', '-1');
  return { code, details: message, metadata };
}

interface Unpacked {
  ErrorInfo?: { reason: string; domain: string; metadata: Record<string, string> };
  BadRequest?: { fieldViolations: { field: string; description: string }[] };
  RetryInfo?: { retryDelay?: { seconds: number } };
}

function unpack(metadata: Metadata): Unpacked {
  const [bytes] = metadata.get(trailer);
  if (!(bytes instanceof Buffer)) return {};
  const options = { defaults: true, arrays: true, objects: true, longs: Number };
  const type = root.lookupType('Status');
  const decoded = type.toObject(type.decode(bytes), options) as {
    details: { typeUrl: string; value: Uint8Array }[];
  };
  const entries = decoded.details
    .filter(({ typeUrl }) => typeUrl.startsWith(prefix))
    .map(({ typeUrl, value }) => {
      const name = typeUrl.slice(prefix.length);
      const found = root.get(name);
      return found instanceof protobuf.Type
        ? [name, found.toObject(found.decode(value), options)]
        : [name, {}];
    });
  return Object.fromEntries(entries) as Unpacked;
}

/** Details that cannot be read are as good as none: this runs where nobody catches. */
function detailsOf(metadata: Metadata): Unpacked {
  try {
    return unpack(metadata);
  } catch {
    return {};
  }
}

/** cameFromService tells the answer of a service of ours from what a sidecar or the connection said in its place. */
export function cameFromService(error: ServiceError): boolean {
  return detailsOf(error.metadata).ErrorInfo?.domain === domain;
}

/** unreachable is SERVICE.UNAVAILABLE: the service is not there now. */
export function unreachable(target: string, cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    'SERVICE.UNAVAILABLE',
    `The ${target} service cannot be reached right now; try again.`,
    { cause, retryAfterSeconds: 1 },
  );
}

/**
 * fromStatus rebuilds the AppError that `target` answered. An answer without our details comes from a sidecar
 * or from the connection: its text names hosts and is kept as the cause only.
 */
export function fromStatus(error: ServiceError, target: string): AppError {
  const { ErrorInfo: info, BadRequest: bad, RetryInfo: retry } = detailsOf(error.metadata);
  if (info?.domain === domain) {
    const { kind, ...metadata } = info.metadata;
    return new AppError(isKind(kind) ? kind : kindOfStatus(error.code), info.reason, error.details, {
      fields:
        bad?.fieldViolations.map(({ field, description }) => ({ path: field, message: description })) ?? [],
      metadata,
      cause: error,
      ...(retry?.retryDelay ? { retryAfterSeconds: retry.retryDelay.seconds } : {}),
    });
  }
  switch (error.code) {
    case status.DEADLINE_EXCEEDED:
    case status.CANCELLED:
      return new AppError(
        'deadlineExceeded',
        'SERVICE.TIMEOUT',
        `The ${target} service did not answer in time; try again.`,
        { cause: error },
      );
    // A sidecar answers UNKNOWN for an app that it cannot find.
    case status.UNKNOWN:
    case status.UNAVAILABLE:
      return unreachable(target, error);
    case status.UNIMPLEMENTED:
      return new AppError(
        'unimplemented',
        'SERVICE.UNIMPLEMENTED',
        `The ${target} service does not offer this yet.`,
        { cause: error },
      );
    case status.RESOURCE_EXHAUSTED:
      return new AppError(
        'payloadTooLarge',
        'REQUEST.TOO_LARGE',
        'The message is larger than the services accept (4 MiB).',
        { cause: error },
      );
    default:
      return new AppError(
        'internal',
        'INTERNAL',
        'Something went wrong on our side; try again, and quote the request id if it lasts.',
        { cause: error },
      );
  }
}
