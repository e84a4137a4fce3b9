import type { Call, Identity, Log } from '../call/call.ts';
import { newId } from '../ids/typed-id.ts';

/** FakeCallOptions overrides what matters to a test; the rest is a user who may do nothing. */
export interface FakeCallOptions extends Partial<Omit<Identity, 'workspaceId'>> {
  /** Default: a new id; undefined means none. */
  workspaceId?: string | undefined;
  idempotencyKey?: string;
  log?: Log;
  /** Milliseconds from now; default two minutes: a call of this kind serves a whole file of tests. */
  timeoutMs?: number;
}

/** silentLog swallows everything. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** fakeCall makes a Call as the gRPC server would, for use-case tests: `fakeCall({ permissions: ['consent:read'] })`. */
export function fakeCall(options: FakeCallOptions = {}): Call {
  const { idempotencyKey, log = silentLog, timeoutMs = 120_000, workspaceId, ...identity } = options;
  const workspace = 'workspaceId' in options ? workspaceId : newId('wsp');
  return {
    requestId: newId('req'),
    identity: {
      kind: 'user',
      issuer: 'gateway',
      subject: newId('usr'),
      permissions: [],
      ...(workspace === undefined ? {} : { workspaceId: workspace }),
      ...identity,
    },
    token: 'test-token',
    deadline: new Date(Date.now() + timeoutMs),
    signal: new AbortController().signal,
    log,
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  };
}
