import { type Services } from '../infrastructure/services.ts';

/** RouteDependencies is what routes are made of. */
export interface RouteDependencies {
  services: Services;
  /** Whether callers reach the gateway over https: cookies are Secure then. */
  https: boolean;
  /** Makes this replica forget at once what it cached about a session, API key, or member. */
  forget(id: string, workspaceId?: string): void;
}

/**
 * callOptions names the effect of a repeated POST to the service that has it. A call that may take longer than the
 * target's usual time (`services.<name>.timeout`) says so.
 */
export function callOptions({ idempotencyKey }: { idempotencyKey?: string }, timeoutMs?: number) {
  return {
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
  };
}
