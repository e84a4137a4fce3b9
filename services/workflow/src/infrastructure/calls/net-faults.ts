import { TryAgainLater } from '../../domain/interpreter/machine.ts';
import { fault, WorkflowFault } from '../../domain/workflow-error.ts';

const timeouts: Record<string, string> = {
  UND_ERR_CONNECT_TIMEOUT: 'could not be connected to in time',
  UND_ERR_HEADERS_TIMEOUT: 'did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'did not finish its answer in time',
  ETIMEDOUT: 'could not be connected to in time',
};

const unreachable: Record<string, string> = {
  ENOTFOUND: 'is not a known name',
  EAI_AGAIN: 'cannot be looked up now',
  ECONNREFUSED: 'refused the connection',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ECONNRESET: 'closed the connection',
  EPIPE: 'closed the connection',
  UND_ERR_SOCKET: 'closed the connection',
};

/**
 * netFault says in the DSL's words why there is no answer of a host. What the guard resolved a name to is not told.
 * Errors of the HTTP parser are not kept as causes: they hold what was answered. An abort from outside is nobody's error: the call is to be repeated by whoever has the run then.
 */
export function netFault(error: unknown, host: string, signal: AbortSignal): Error {
  if (error instanceof WorkflowFault) return error;
  if (signal.aborted) return abortFault(signal, host);
  const code = codeOf(error);
  if (code === 'EFORBIDDENADDRESS')
    return fault('configuration', `${host} may not be called: it is not a public address, or not https`);
  if (Object.hasOwn(timeouts, code))
    return fault('timeout', `${host} ${timeouts[code] ?? ''}`, undefined, error);
  if (Object.hasOwn(unreachable, code))
    return fault('communication', `${host} ${unreachable[code] ?? ''}`, 503, error);
  if (code === 'UND_ERR_HEADERS_OVERFLOW')
    return fault('communication', `${host} answered with headers that are too long`, 502, error);
  if (code.startsWith('HPE_') || code.startsWith('UND_ERR_'))
    return fault('communication', `${host} did not answer in HTTP (${code})`, 502);
  return fault('communication', `There was no answer of ${host} (${code || 'unknown error'})`, 502, error);
}

/** abortFault tells a time limit of ours from an abort by whoever asked. */
export function abortFault(signal: AbortSignal, host: string): Error {
  if ((signal.reason as { name?: unknown } | undefined)?.name === 'TimeoutError')
    return fault('timeout', `${host} did not answer in time`);
  return new TryAgainLater('the call was broken off', { cause: signal.reason });
}

/** Errors are wrapped, by fetch for one: the code lies deeper then. */
function codeOf(error: unknown, depth = 0): string {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (typeof code === 'string') return code;
  return cause === undefined || depth === 3 ? '' : codeOf(cause, depth + 1);
}
