import { type IntegrationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/IntegrationService';
import { databaseReady } from '@neighbourhood/shared/database/pool';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import { createIdentitySigner } from '@neighbourhood/shared/grpc/identity';
import { currentKey, type SigningKeys } from '@neighbourhood/shared/grpc/signing-keys';
import { openDatabase, relayOutbox } from '@neighbourhood/shared/process/database';
import { following } from '@neighbourhood/shared/process/secrets';
import { serve } from '@neighbourhood/shared/process/serve';
import { startProcess } from '@neighbourhood/shared/process/start';
import { createAesSecretBox, type WrappingKeys } from '@neighbourhood/shared/sealing/aes-secret-box';
import { createResealing } from '@neighbourhood/shared/sealing/reseal-in-background';
import { randomUUID } from 'node:crypto';
import { createWorkflowApp } from './app.ts';
import { createWorkflowService } from './delivery/grpc.ts';
import { createEventHandlers, createJobHandlers } from './delivery/subscriptions.ts';
import { createWorkflowWorker } from './delivery/workflow-worker.ts';
import { createProtocolCalls } from './infrastructure/calls/protocol-calls.ts';
import { workflowConfig } from './infrastructure/config.ts';
import { createDaprEngine } from './infrastructure/dapr-engine.ts';
import { createEventBroker } from './infrastructure/event-broker.ts';
import { createIntegrationActions } from './infrastructure/integration-actions.ts';
import { createIntegrationWebhooks } from './infrastructure/integration-webhooks.ts';
import { createOutboxLifecycle } from './infrastructure/outbox-lifecycle.ts';
import { createOutboxEvents } from './infrastructure/outbox-events.ts';
import { createPostgresEndWatch } from './infrastructure/postgres-end-watch.ts';
import { repeat } from '@neighbourhood/shared/process/repeat';
import { createScheduleJobs } from './infrastructure/schedule-jobs.ts';
import { createJqExpressions } from './infrastructure/sandbox/jq-expressions.ts';
import { createJsonSchemas } from './infrastructure/sandbox/json-schemas.ts';
import { createSandbox } from './infrastructure/sandbox/sandbox.ts';
import { createQuickJsScripts } from './infrastructure/scripts/quickjs-scripts.ts';
import { createWorkspaceSecrets, readWorkspaceSecrets } from './infrastructure/workspace-secrets.ts';
import { routeSdkLogs } from './infrastructure/sdk-log.ts';
import { createPostgresBulk } from './repository/postgres-bulk.ts';
import { createPostgresApprovals } from './repository/postgres-approvals.ts';
import { createPostgresEvents } from './repository/postgres-events.ts';
import { createPostgresExecutions } from './repository/postgres-executions.ts';
import { createFirstStretches } from './repository/postgres-first-stretches.ts';
import { createPostgresHooks } from './repository/postgres-hooks.ts';
import { createPostgresListeners } from './repository/postgres-listeners.ts';
import { createPostgresPlaces } from './repository/postgres-places.ts';
import { createPostgresRuns } from './repository/postgres-runs.ts';
import { createPostgresSchedules } from './repository/postgres-schedules.ts';
import { createPostgresWorkflows } from './repository/postgres-workflows.ts';
import { createEmitter } from './usecase/publish-event.ts';

const runsAtATime = 500;
const wrappingKeys = 'workflow-wrapping-keys';

await startProcess('workflow', workflowConfig, async base => {
  const { config, log, sidecar, onStop } = base;
  const { executions: limits } = config;
  routeSdkLogs(log);

  const pool = await openDatabase(base, 'workflow-database', new URL('../migrations/', import.meta.url));

  const sandbox = createSandbox({
    threads: config.expressions.threads,
    timeoutMs: config.expressions.timeout,
    maxOutput: config.expressions.maxOutput,
  });
  onStop(() => sandbox.close());
  const expressions = createJqExpressions(sandbox);
  const engine = createDaprEngine();
  onStop(() => engine.close());
  const watch = createPostgresEndWatch(pool, log);
  onStop(() => watch.close());

  const { integration } = config.services;
  const events = createPostgresEvents(pool);
  const first = createFirstStretches(pool, watch);
  const runs = createPostgresRuns(pool, first);
  const bulk = createPostgresBulk(pool);
  const eventPublisher = createOutboxEvents(pool);
  const box = await base.secretJson(wrappingKeys, (keys: WrappingKeys) =>
    createAesSecretBox(keys, wrappingKeys),
  );
  const eventLimits = { maxBytes: config.events.maxBytes };
  const calls = createProtocolCalls({
    guard: { profile: config.profile, ...config.ssrf },
    limits: config.calls,
    broker: createEventBroker(createEmitter({ eventPublisher, eventLimits }), config.calls.brokerProtocols),
  });
  onStop(() => calls.close());
  const { timeout: timeoutMs, ...scriptLimits } = config.scripts;
  const scripts = createQuickJsScripts({ ...scriptLimits, timeoutMs });
  onStop(() => scripts.close());
  const integrationClient = createServiceClient<IntegrationServiceDefinition>(
    sidecar.route('integration', integration.address, integration.token),
    'neighbourhood.integration.v1.IntegrationService',
    integration,
  );
  const signer = following(
    await base.secretJson('workflow-internal-key', (keys: SigningKeys) =>
      createIdentitySigner({ issuer: 'workflow', privateJwk: currentKey(keys) }),
    ),
  );
  const app = createWorkflowApp({
    workflows: createPostgresWorkflows(pool),
    executions: createPostgresExecutions(pool, first),
    runs,
    bulk,
    places: createPostgresPlaces(pool),
    atWorkLimits: base.live.view(({ executions: { atWork } }) => ({ atWork })),
    events,
    listeners: createPostgresListeners(pool),
    hooks: createPostgresHooks(pool),
    providerWebhooks: createIntegrationWebhooks({ integration: integrationClient, signer }),
    hookLimits: { most: config.hooks.maxPerWorkspace, toleranceMs: config.hooks.tolerance },
    approvals: createPostgresApprovals(pool),
    box: following(box),
    publicUrl: config.publicUrl,
    schedules: createPostgresSchedules(pool),
    eventPublisher,
    publishLifecycle: createOutboxLifecycle(pool),
    eventLimits,
    scheduleJobs: createScheduleJobs(sidecar.jobs),
    engine,
    watch,
    expressions,
    expressionsOf: expressions.of,
    schemas: createJsonSchemas(sandbox),
    actionsOf: createIntegrationActions({
      integration: integrationClient,
      signer,
      timeoutMs: limits.callTimeout,
    }),
    documentLimits: base.live.view(({ documents }) => documents),
    callsOf: calls.callsOf,
    scripts,
    library: calls,
    secretOf: createWorkspaceSecrets(await base.secretJson('workflow-secrets', readWorkspaceSecrets)),
    mostDriven: limits.driven,
    runLimits: base.live.view(
      ({ executions: { maxOutput, maxTasks, stretch, unsaved, callAttempts, parallel, reconnect } }) => ({
        outputBytes: maxOutput,
        tasks: maxTasks,
        stretch,
        unsaved,
        callAttempts,
        reconnectMs: reconnect,
        parallel,
      }),
    ),
    maxInputBytes: limits.maxInput,
    owner: randomUUID(),
    leaseMs: limits.lease,
    engineFromMs: limits.engineFrom,
    now: () => new Date(),
    random: Math.random,
    log,
  });

  relayOutbox(base, pool);
  const reseal = createResealing({
    secret: wrappingKeys,
    reseal: app.reseal,
    log,
    registry: base.metrics.registry,
  });
  box.onChange(reseal);
  reseal();

  onStop(() => app.stop());
  await serve(base, {
    services: [createWorkflowService(app)],
    events: createEventHandlers(app),
    jobs: createJobHandlers(app),
    ready: () => databaseReady(pool),
  });

  const worker = createWorkflowWorker({
    advance: app.advanceExecution,
    ready: () => sidecar.waitUntilReady(),
    log,
  });
  await worker.start();
  onStop(() => worker.stop());
  await engine.waitUntilReady().catch((err: unknown) => {
    log.warn({ err }, 'the workflow engine does not answer yet; runs are accepted and begin when it does');
  });
  // A sidecar that held this app for unhealthy for a while gives its workflows no reminders any more (Dapr 1.16.0), until a
  // worker connects anew: a hang, or a database that was away, would be their end.
  const watching = repeat(
    async () => {
      if (!(await engine.answers())) await worker.renew();
      return false;
    },
    limits.probeEvery,
    log,
  );
  onStop(() => watching.stop());
  for (const where of ['here', 'engine'] as const) {
    const reconciling = repeat(
      async () => (await app.reconcileEngine(where)) > 0,
      limits.reconcileEvery,
      log,
    );
    onStop(() => reconciling.stop());
  }
  const tending = repeat(
    async () => {
      await app.tendPlaces();
      return false;
    },
    Math.min(limits.reconcileEvery, limits.lease / 3),
    log,
  );
  onStop(() => tending.stop());
  const carryingOn = repeat(() => app.carryOnBulk.carryOn(), limits.reconcileEvery, log);
  onStop(async () => {
    await Promise.all([app.carryOnBulk.stop(), carryingOn.stop()]);
  });
  const sweeping = repeat(() => app.schedules.sweep(), config.schedules.sweepEvery, log);
  onStop(() => sweeping.stop());
  const forgettingRuns = repeat(
    async () => {
      const before = new Date(Date.now() - limits.retention);
      await bulk.forget(before);
      return (await runs.forget(before, runsAtATime)) === runsAtATime;
    },
    limits.forgetEvery,
    log,
  );
  onStop(() => forgettingRuns.stop());
  const { retention, forgetEvery } = config.events;
  const forgetting = repeat(
    async () => {
      const gone = await events.forget(new Date(Date.now() - retention));
      if (gone > 0) log.info({ events: gone }, 'events were kept long enough');
      return false;
    },
    forgetEvery,
    log,
  );
  onStop(() => forgetting.stop());
});
