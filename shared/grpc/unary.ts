import { type handleUnaryCall, type Metadata, status } from '@grpc/grpc-js';
import { context, propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { type Call } from '../call/call.ts';
import { type AppError, toAppError } from '../errors/app-error.ts';
import { kinds } from '../errors/kinds.ts';
import { type Metrics } from '../metrics/metrics.ts';
import { type ChildLogger, header, incomingCall, nobody } from './incoming.ts';
import { type IdentityVerifier } from './identity.ts';
import { refuseDoubtful } from './repeats.ts';
import { toStatus } from './status-details.ts';

/** UnaryOptions says whose calls these are: signed ones of a service, or Dapr's own callbacks. */
export interface UnaryOptions {
  service: string;
  method: string;
  log: ChildLogger;
  metrics: Pick<Metrics, 'grpcRequests' | 'grpcSeconds'>;
  /** Absent for Dapr's callbacks, which carry no internal identity. */
  verifier?: IdentityVerifier;
  /** Whether the method may be called twice for once; see docs/resiliency.md. */
  repeatable?: boolean;
}

function parentContext(metadata: Metadata) {
  return propagation.extract(ROOT_CONTEXT, metadata, {
    keys: carrier => Object.keys(carrier.getMap()),
    get: (carrier, name) => header(carrier, name),
  });
}

/** bearer reads the token of `authorization: Bearer …`, or ''. */
export function bearer(metadata: Metadata): string {
  return /^Bearer (.+)$/.exec(header(metadata, 'authorization') ?? '')?.[1] ?? '';
}

/** logFailure logs what is not the caller's mistake as an error, once. */
export function logFailure(log: ChildLogger | Call['log'], where: string, error: AppError): void {
  const fields = { method: where, code: error.code, kind: error.kind };
  if (kinds[error.kind].http >= 500) log.error({ ...fields, err: error.cause ?? error }, 'call failed');
  else log.debug(fields, 'call refused');
}

/** unary makes a grpc-js handler: identity, deadline, span, metrics, and every failure as a status with details. */
export function unary<Request, Response>(
  { service, method, log, metrics, verifier, repeatable = true }: UnaryOptions,
  handle: (request: Request, call: Call) => Promise<Response>,
): handleUnaryCall<Request, Response> {
  const where = `${service}/${method}`;
  return (grpc, respond) => {
    const stop = metrics.grpcSeconds.startTimer({ service, method });
    const span = trace
      .getTracer('grpc')
      .startSpan(where, { kind: SpanKind.SERVER }, parentContext(grpc.metadata));
    let callLog: Call['log'] = log;

    async function answer(): Promise<Response> {
      const token = bearer(grpc.metadata);
      const identity = verifier ? await verifier(token) : nobody;
      if (!repeatable) refuseDoubtful(grpc.metadata);
      const call = incomingCall(grpc, log, identity, verifier ? token : '');
      callLog = call.log;
      return handle(grpc.request, call);
    }

    const done = (code: number) => {
      stop();
      metrics.grpcRequests.inc({ service, method, status: status[code] ?? String(code) });
      span.end();
    };
    context.with(trace.setSpan(context.active(), span), () => {
      answer().then(
        response => {
          done(status.OK);
          respond(null, response);
        },
        (failure: unknown) => {
          const error = toAppError(failure);
          logFailure(callLog, where, error);
          span.setStatus({ code: SpanStatusCode.ERROR, message: error.code });
          done(kinds[error.kind].grpc);
          respond(toStatus(error));
        },
      );
    });
  };
}
