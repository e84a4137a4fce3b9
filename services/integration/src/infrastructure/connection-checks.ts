import { Counter, type Registry } from 'prom-client';
import type { WatchDeps } from '../usecase/watch-connections.ts';
import type { IntegrationConfig } from './config.ts';

/** Checks that one process makes at the same time. */
const concurrency = 20;

/** checkSettings says how connections are checked, by the configuration as it is now. */
export function checkSettings(connections: IntegrationConfig['connections']): WatchDeps['settings'] {
  const { checkEvery, checksPerMinute, checkSweep, checkTimeout } = connections;
  return {
    everySeconds: checkEvery / 1_000,
    perMinute: checksPerMinute,
    // Twice a sweep's part, so that what was missed is made up for.
    limit: Math.ceil((checksPerMinute * checkSweep * 2) / 60_000),
    concurrency,
    timeoutMs: checkTimeout,
  };
}

/** createCheckMetrics counts checks by what came of them. */
export function createCheckMetrics(registry: Registry): WatchDeps['told'] {
  const checks = new Counter({
    name: 'integration_connection_checks_total',
    help: 'Connections whose provider was asked whether it still takes them',
    labelNames: ['provider', 'verdict'],
    registers: [registry],
  });
  return (provider, verdict) => {
    checks.inc({ provider, verdict });
  };
}
