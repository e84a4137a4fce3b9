import { type Readable } from 'node:stream';
import { type ParameterizedContext } from 'koa';
import { type Call } from '@neighbourhood/shared/call/call';
import { type Logger } from '@neighbourhood/shared/logger/logger';
import { type Principal } from '../domain/principal.ts';
import { type Side } from '../domain/side.ts';
import { type Answer } from './answer.ts';
import { type Capture } from './capture.ts';
import { type Route, type RouteInput } from './route.ts';

/** AppliedLimit is a rate limit that a request was counted against, for the RateLimit headers. */
export interface AppliedLimit {
  name: string;
  capacity: number;
  windowSeconds: number;
  remaining: number;
  resetSeconds: number;
}

/** RequestState is what the middlewares of one request tell each other. */
export interface RequestState {
  requestId: string;
  log: Logger;
  deadline: Date;
  signal: AbortSignal;
  limits: AppliedLimit[];
  route?: Route;
  principal?: Principal;
  call?: Call;
  rawBody?: Buffer;
  /** The body, where the route takes one of any size. */
  upload?: Readable;
  input?: RouteInput;
  answer?: Answer;
  /** Who answers, where a migration leaves a choice. */
  side?: Side;
  /** What the monolith answers, as far as it is kept for a comparison. */
  captured?: Capture;
}

/** Context is Koa's, with our state. */
export type Context = ParameterizedContext<RequestState> & { params?: Record<string, string> };

/** Step is one named middleware. */
export type Step = (context: Context, next: () => Promise<void>) => Promise<void>;

/** present returns a part of the state that an earlier middleware must have set. */
export function present<K extends keyof RequestState>(
  context: Context,
  part: K,
): NonNullable<RequestState[K]> {
  const value = context.state[part];
  if (value === undefined) throw new Error(`The middleware that sets ${part} did not run`);
  return value;
}
