import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';

/** requireReader returns the workspace whose consents the caller may read; executions may only validate. */
export function requireReader(call: Call): string {
  return requireManager(call, 'consent:read');
}

/** requireWriter returns the workspace in which the caller may grant and revoke. */
export function requireWriter(call: Call): string {
  return requireManager(call, 'consent:write');
}

/** requireValidator returns the workspace in which the caller may validate consents of that end user. */
export function requireValidator(call: Call, endUserId: string): string {
  const { identity } = call;
  const foreign = identity.endUserId !== undefined && identity.endUserId !== endUserId;
  if (identity.kind === 'execution' && foreign) {
    throw forbidden('An execution may only validate the consents of its own end user.');
  }
  requirePermission(call, 'consent:read');
  return requireWorkspace(call);
}

function requireManager(call: Call, permission: string): string {
  if (call.identity.kind === 'execution') throw forbidden('An execution may only validate consents.');
  requirePermission(call, permission);
  return requireWorkspace(call);
}

function forbidden(detail: string): AppError {
  return new AppError('permissionDenied', 'AUTH.FORBIDDEN', detail);
}
