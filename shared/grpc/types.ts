import { type MethodDefinition } from '@grpc/proto-loader';
import { type Call } from '../call/call.ts';

/** Methods are a generated service definition's method names, without its index signature. */
export type Methods<D> = keyof { [M in keyof D as string extends M ? never : M]: D[M] } & string;

/** Handlers implement a service; methods left out answer UNIMPLEMENTED. */
export type Handlers<D> = {
  [M in Methods<D>]?: D[M] extends MethodDefinition<infer _In, infer Response, infer Request, infer _Out>
    ? (request: Request, call: Call) => Promise<Response>
    : never;
};

/** CallOptions of one outgoing call. */
export interface CallOptions {
  /** Milliseconds for this call; it never outlives `call.deadline`. Default: the target's. */
  timeoutMs?: number;
  /** Names the effect, so that a repeated call does it once. */
  idempotencyKey?: string;
}

/** OutgoingCall is what a client forwards of a call. */
export type OutgoingCall = Pick<Call, 'requestId' | 'token' | 'deadline'> & Partial<Pick<Call, 'signal'>>;

/** ServiceClient has the methods of a service; each fails with the AppError that the service answered. */
export type ServiceClient<D> = {
  [M in Methods<D>]: D[M] extends MethodDefinition<infer Request, infer _Res, infer _Req, infer Response>
    ? (request: Request, call: OutgoingCall, options?: CallOptions) => Promise<Response>
    : never;
};
