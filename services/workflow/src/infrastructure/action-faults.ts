import { type AppError } from '@neighbourhood/shared/errors/app-error';
import { TryAgainLater } from '../domain/interpreter/machine.ts';
import { fault, type WorkflowFault } from '../domain/workflow-error.ts';

/**
 * faultOf says what the integration service's answer means for a run: an error of the DSL, or that nobody knows
 * yet, so that the same call is repeated under the same key.
 */
export function faultOf(error: AppError): WorkflowFault | TryAgainLater {
  const { code, kind } = error;
  const detail = `${code}: ${error.message}`;
  if (code === 'IDEMPOTENCY.IN_PROGRESS') return new TryAgainLater(detail, { cause: error });
  if (code === 'IDEMPOTENCY.MISMATCH') return fault('runtime', detail, undefined, error);
  if (code.startsWith('CONSENT.')) return fault('authorization', code, 403, error);
  if (code === 'CONNECTION.NEEDS_REAUTH') return fault('authentication', detail, undefined, error);
  switch (kind) {
    case 'invalidArgument':
    case 'payloadTooLarge':
    case 'unprocessable':
    case 'unsupportedMediaType':
      return fault('validation', detail, undefined, error);
    case 'notFound':
    case 'gone':
    case 'methodNotAllowed':
    case 'unimplemented':
      return fault('configuration', detail, undefined, error);
    case 'conflict':
    case 'alreadyExists':
      return fault('configuration', detail, 409, error);
    case 'permissionDenied':
      return fault('authorization', detail, undefined, error);
    case 'rateLimited':
      return fault('communication', detail, 429, error);
    case 'upstreamFailed':
      return fault('communication', detail, 502, error);
    case 'upstreamUnavailable':
      return fault('communication', detail, 503, error);
    case 'upstreamTimeout':
      return fault('timeout', detail, undefined, error);
    case 'unauthenticated':
    case 'unavailable':
    case 'deadlineExceeded':
    case 'internal':
      return new TryAgainLater(detail, { cause: error });
  }
}
