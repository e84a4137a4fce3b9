import type { Dispatcher } from 'undici';
import type { ProviderCaller, ProviderHealth, TokenEndpoint } from '../usecase/ports.ts';
import type { IntegrationConfig } from './config.ts';
import { createHttpSender } from './http-sender.ts';
import { createLanes } from './lanes.ts';
import { createOAuthTokenEndpoint } from './oauth-token-endpoint.ts';
import { createProviderMonitor } from './provider-monitor.ts';
import { type CallerSettings, createResilientCaller } from './resilient-caller.ts';

/** ProviderAccess is every way to a provider, all through one dispatcher. */
export interface ProviderAccess {
  tokens: TokenEndpoint;
  caller: ProviderCaller;
  health: ProviderHealth;
}

/** createProviderAccess wires what calls providers. */
export function createProviderAccess({
  dispatcher,
  tokenDispatcher,
  actions,
  now,
}: {
  dispatcher: Dispatcher;
  /** For token endpoints alone: a refresh token that rotates may be sent only once. */
  tokenDispatcher: Dispatcher;
  /** Read anew for each call: most of it may change while the app runs. */
  actions: IntegrationConfig['actions'];
  now: () => Date;
}): ProviderAccess {
  const send = createHttpSender(dispatcher);
  const lanes = createLanes(() => {
    const { breakerFailures, breakerOpen, concurrency, queue } = actions;
    return { breakerFailures, breakerOpenMs: breakerOpen, concurrency, queue };
  });
  const monitor = createProviderMonitor({ send, lanes, now });
  const settings = (): CallerSettings => ({
    attemptTimeoutMs: actions.attemptTimeout,
    attempts: actions.attempts,
    firstWaitMs: actions.firstWait,
    longestWaitMs: actions.longestWait,
    reserveMs: actions.reserve,
  });
  return {
    tokens: createOAuthTokenEndpoint({ send: createHttpSender(tokenDispatcher, { reset: true }), now }),
    caller: createResilientCaller({ send, lanes, monitor, settings, now }),
    health: monitor,
  };
}
