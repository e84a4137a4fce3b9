import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';

/** requireGateway lets only the gateway ask, for a caller whom it does not know yet. */
export function requireGateway({ identity }: Call): void {
  if (identity.issuer === 'gateway' && identity.kind === 'anonymous') return;
  throw new AppError('permissionDenied', 'AUTH.FORBIDDEN', 'Only the gateway may ask this.');
}
