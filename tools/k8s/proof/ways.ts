/** Who: an app, a store, a pod of helpers.ts, a part of the control plane, or one of the addresses of the place. */
export type Who = string;

/** Way is one connection that is tried: open, or silent, as where a policy drops what is sent. */
export interface Way {
  policy: string;
  from: Who;
  to: Who;
  port: number;
  open: boolean;
}

const yes = (policy: string, from: Who, to: Who, ...ports: number[]): Way[] =>
  ports.map(port => ({ policy, from, to, port, open: true }));
const no = (policy: string, from: Who, to: Who, ...ports: number[]): Way[] =>
  ports.map(port => ({ policy, from, to, port, open: false }));

/**
 * ways: for each policy of the overlay `local` what it lets through, and what not. The outsider may send anything, so
 * that what it cannot reach is closed by the receiver's policy; and anybody may reach it, so that who cannot is held
 * back by a policy of its own.
 */
export const ways: readonly Way[] = [
  ...yes('apps/deny-all', 'outsider', 'scraper', 8080),
  ...no('apps/deny-all', 'outsider', 'stranger', 8080),
  ...no('apps/deny-all', 'stranger', 'outsider', 8080),
  ...no('apps/deny-all', 'stranger', 'auth', 50_002),
  ...yes('apps/names', 'stranger', 'dns', 53),
  ...no('apps/names', 'stranger', 'dns', 8181),

  ...yes('apps/dapr-control-plane', 'auth', 'dapr-sentry', 50_001),
  ...yes('apps/dapr-control-plane', 'auth', 'dapr-operator', 6500),
  ...yes('apps/dapr-control-plane', 'workflow', 'dapr-placement-server', 50_005),
  ...yes('apps/dapr-control-plane', 'workflow', 'dapr-scheduler-server', 50_006),
  ...no('apps/dapr-control-plane', 'auth', 'dapr-sidecar-injector', 4000),
  ...no('apps/dapr-control-plane', 'stranger', 'dapr-sentry', 50_001),

  ...yes('apps/gateway', 'scraper', 'gateway', 9190, 9290),
  ...yes('apps/gateway', 'gateway', 'consent', 50_002),
  ...no('apps/gateway', 'outsider', 'gateway', 9190, 50_002),
  ...no('apps/gateway', 'gateway', 'outsider', 8080),
  ...no('apps/gateway', 'gateway', 'kubernetes', 443),
  ...yes('apps/auth', 'gateway', 'auth', 50_002),
  ...yes('apps/auth', 'integration', 'auth', 50_002),
  ...yes('apps/auth', 'scraper', 'auth', 9191),
  ...no('apps/auth', 'gateway', 'auth', 50_051, 3500, 50_001, 9191),
  ...no('apps/auth', 'consent', 'auth', 50_002),
  ...no('apps/auth', 'outsider', 'auth', 50_002, 50_051),
  ...yes('apps/integration', 'gateway', 'integration', 50_002),
  ...yes('apps/integration', 'workflow', 'integration', 50_002),
  ...no('apps/integration', 'notification', 'integration', 50_002),
  ...no('apps/integration', 'outsider', 'integration', 50_002, 50_052),
  ...no('apps/integration', 'integration', 'kubernetes', 443),
  ...no('apps/integration', 'integration', 'outsider', 8080),
  ...yes('apps/workflow', 'gateway', 'workflow', 50_002),
  ...no('apps/workflow', 'auth', 'workflow', 50_002),
  ...no('apps/workflow', 'outsider', 'workflow', 50_002, 50_053),
  ...no('apps/workflow', 'workflow', 'outsider', 8080),
  ...yes('apps/consent', 'gateway', 'consent', 50_002),
  ...yes('apps/consent', 'integration', 'consent', 50_002),
  ...no('apps/consent', 'workflow', 'consent', 50_002),
  ...no('apps/consent', 'outsider', 'consent', 50_002, 50_054),
  ...yes('apps/notification', 'gateway', 'notification', 50_002),
  ...no('apps/notification', 'integration', 'notification', 50_002),
  ...no('apps/notification', 'outsider', 'notification', 50_002, 50_055),
  ...no('apps/notification', 'notification', 'outsider', 8080),

  ...yes('apps/sidecars-stores', 'consent', 'redis', 6379),
  ...yes('apps/sidecars-stores', 'gateway', 'vault', 8200),
  ...no('apps/sidecars-stores', 'stranger', 'redis', 6379),
  ...yes('apps/relational', 'workflow', 'postgres', 5432),
  ...no('apps/relational', 'gateway', 'postgres', 5432),
  ...yes('apps/documents', 'notification', 'ferretdb', 27_017),
  ...no('apps/documents', 'auth', 'ferretdb', 27_017),
  ...yes('apps/sandbox', 'integration', 'sandbox', 8090),
  ...no('apps/sandbox', 'notification', 'sandbox', 8090),
  ...yes('apps/demo-listener', 'notification', 'machine', 0),
  ...no('apps/demo-listener', 'integration', 'machine', 0),
  ...yes('apps/callers', 'outsider', 'gateway', 8080),
  ...no('apps/callers', 'outsider', 'gateway', 9290),

  ...yes('stores/postgres', 'auth', 'postgres', 5432),
  ...no('stores/postgres', 'outsider', 'postgres', 5432),
  ...yes('stores/redis', 'auth', 'redis', 6379),
  ...no('stores/redis', 'outsider', 'redis', 6379),
  ...yes('stores/vault', 'auth', 'vault', 8200),
  ...no('stores/vault', 'outsider', 'vault', 8200),
  ...yes('stores/ferretdb', 'notification', 'ferretdb', 27_017),
  ...no('stores/ferretdb', 'outsider', 'ferretdb', 27_017),
  ...yes('stores/sandbox', 'outsider', 'sandbox', 8090),
  ...no('stores/sandbox', 'outsider', 'sandbox', 9229),
  ...yes('stores/ferretdb-out', 'ferretdb', 'postgres', 5432),
  ...no('stores/ferretdb-out', 'ferretdb', 'outsider', 8080),
  ...yes('stores/deny-all', 'outsider', 'scraper', 8080),
  ...no('stores/deny-all', 'sandbox', 'outsider', 8080),
];

/** rabbitmqWays are those of the overlay `local-rabbitmq` beside them. */
export const rabbitmqWays: readonly Way[] = [
  ...yes('apps/sidecars-broker', 'consent', 'rabbitmq', 5672),
  ...no('apps/sidecars-broker', 'gateway', 'rabbitmq', 5672),
  ...yes('stores/rabbitmq', 'auth', 'rabbitmq', 5672),
  ...yes('stores/rabbitmq', 'scraper', 'rabbitmq', 15_692),
  ...no('stores/rabbitmq', 'auth', 'rabbitmq', 15_692),
  ...no('stores/rabbitmq', 'outsider', 'rabbitmq', 5672, 15_692),
];

/** publicWays need an address beyond the cluster, PROOF_BEYOND: what is public is open to three apps, on 443. */
export const publicWays: readonly Way[] = [
  ...yes('apps/integration', 'integration', 'beyond', 443),
  ...yes('apps/notification', 'notification', 'beyond', 443),
  ...no('apps/integration', 'integration', 'beyond', 80),
  ...yes('apps/workflow', 'workflow', 'beyond', 443),
  ...no('apps/workflow', 'workflow', 'beyond', 80),
  ...no('apps/consent', 'consent', 'beyond', 443),
  ...no('apps/gateway', 'gateway', 'beyond', 443),
];
