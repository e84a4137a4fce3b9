import { randomUUID } from 'node:crypto';
import type { Log } from '@neighbourhood/shared/call/call';
import type { StateStore } from '@neighbourhood/shared/dapr/state';
import type { Dispatcher } from 'undici';
import type { ProviderCaller, ProviderHealth, ProviderStreams, TokenEndpoint } from '../usecase/ports.ts';
import type { IntegrationConfig } from './config.ts';
import { createHttpSender } from './http-sender.ts';
import { createLanes } from './lanes.ts';
import { createOAuthTokenEndpoint } from './oauth-token-endpoint.ts';
import { noMetrics, type ProviderMetrics } from './provider-metrics.ts';
import { createProviderMonitor } from './provider-monitor.ts';
import { createProviderProbes, type ProviderProbes } from './provider-probes.ts';
import { createProviderQuotas } from './provider-quotas.ts';
import { type CallerSettings, createResilientCaller } from './resilient-caller.ts';
import { createSharedHealth } from './shared-health.ts';
import { createProviderStreams } from './stream-caller.ts';

/** ProviderAccess is every way to a provider, all through one dispatcher. */
export interface ProviderAccess {
  tokens: TokenEndpoint;
  caller: ProviderCaller;
  streams: ProviderStreams;
  health: ProviderHealth;
  probes: ProviderProbes;
}

/** createProviderAccess wires what calls providers. */
export function createProviderAccess({
  dispatcher,
  tokenDispatcher,
  store,
  log,
  actions,
  metrics = noMetrics,
  probeEveryMs = 60_000,
  now,
}: {
  dispatcher: Dispatcher;
  /** For token endpoints alone: a refresh token that rotates may be sent only once. */
  tokenDispatcher: Dispatcher;
  /** Where all replicas keep what is left of providers' quotas. */
  store: Pick<StateStore, 'get' | 'set'>;
  log: Log;
  /** Read anew for each call: most of it may change while the app runs. */
  actions: IntegrationConfig['actions'];
  metrics?: ProviderMetrics;
  probeEveryMs?: number;
  now: () => Date;
}): ProviderAccess {
  const send = createHttpSender(dispatcher, { maxBytes: actions.maxAnswer });
  const shared = createSharedHealth(store, log, now);
  const lanes = createLanes(
    () => {
      const { breakerFailures, breakerOpen, concurrency, queue } = actions;
      return { breakerFailures, breakerOpenMs: breakerOpen, concurrency, queue };
    },
    (provider, workspaceId, change) => {
      metrics.circuit(provider, change);
      if (change === 'opened') shared.opened(provider.id, workspaceId, actions.breakerOpen);
    },
  );
  const probes = createProviderProbes({
    send,
    shared,
    now,
    everyMs: () => probeEveryMs,
    told: (provider, ok) => {
      metrics.probed(provider, ok);
    },
  });
  const quotas = createProviderQuotas({
    store,
    replica: randomUUID(),
    log,
    settings: () => ({ longestWaitMs: actions.longestWait, queue: actions.queue }),
  });
  const monitor = createProviderMonitor({ lanes, shared, probes, metrics, now });
  const settings = (): CallerSettings => ({
    attemptTimeoutMs: actions.attemptTimeout,
    attempts: actions.attempts,
    firstWaitMs: actions.firstWait,
    longestWaitMs: actions.longestWait,
    reserveMs: actions.reserve,
  });
  return {
    tokens: createOAuthTokenEndpoint({
      send: createHttpSender(tokenDispatcher, { maxBytes: actions.maxAnswer, reset: true }),
      now,
    }),
    caller: createResilientCaller({ send, lanes, quotas, monitor, settings, now }),
    streams: createProviderStreams({
      dispatcher,
      maxBytes: actions.maxAnswer,
      lanes,
      quotas,
      monitor,
      settings,
      now,
    }),
    health: monitor,
    probes,
  };
}
