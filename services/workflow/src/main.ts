import { type IntegrationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/IntegrationService';
import { migrate } from '@neighbourhood/shared/database/migrate';
import { createOutboxRelay } from '@neighbourhood/shared/database/outbox';
import { createPool } from '@neighbourhood/shared/database/pool';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import { createIdentitySigner } from '@neighbourhood/shared/grpc/identity';
import { createGrpcServer } from '@neighbourhood/shared/grpc/server';
import { startProcess } from '@neighbourhood/shared/process/start';
import { randomUUID } from 'node:crypto';
import { createWorkflowApp } from './app.ts';
import { createWorkflowService } from './delivery/grpc.ts';
import { createWorkflowWorker } from './delivery/workflow-worker.ts';
import { workflowConfig } from './infrastructure/config.ts';
import { createDaprEngine } from './infrastructure/dapr-engine.ts';
import { createIntegrationActions } from './infrastructure/integration-actions.ts';
import { createPostgresEndWatch } from './infrastructure/postgres-end-watch.ts';
import { repeat } from './infrastructure/repeat.ts';
import { createJqExpressions } from './infrastructure/sandbox/jq-expressions.ts';
import { createJsonSchemas } from './infrastructure/sandbox/json-schemas.ts';
import { createSandbox } from './infrastructure/sandbox/sandbox.ts';
import { routeSdkLogs } from './infrastructure/sdk-log.ts';
import { createPostgresExecutions } from './repository/postgres-executions.ts';
import { createPostgresRuns } from './repository/postgres-runs.ts';
import { createPostgresWorkflows } from './repository/postgres-workflows.ts';

await startProcess('workflow', workflowConfig, async base => {
  const { config, log, metrics, sidecar, onStop } = base;
  const { documents, executions: limits } = config;
  routeSdkLogs(log);

  const pool = createPool({
    connectionString: await sidecar.secret('workflow-database'),
    max: config.database.maxConnections,
    log,
    registry: metrics.registry,
  });
  onStop(() => pool.end());
  await migrate(pool, new URL('../migrations/', import.meta.url), log);

  const sandbox = createSandbox({
    threads: config.expressions.threads,
    timeoutMs: config.expressions.timeout,
  });
  onStop(() => sandbox.close());
  const engine = createDaprEngine();
  onStop(() => engine.close());
  const watch = createPostgresEndWatch(pool, log);
  onStop(() => watch.close());

  const { address, token } = config.services.integration;
  const app = createWorkflowApp({
    workflows: createPostgresWorkflows(pool),
    executions: createPostgresExecutions(pool),
    runs: createPostgresRuns(pool),
    engine,
    watch,
    expressions: createJqExpressions(sandbox),
    schemas: createJsonSchemas(sandbox),
    actionsOf: createIntegrationActions({
      integration: createServiceClient<IntegrationServiceDefinition>(
        sidecar.route('integration', address, token),
        'neighbourhood.integration.v1.IntegrationService',
      ),
      signer: await createIdentitySigner({
        issuer: 'workflow',
        privateJwk: await base.secretJson('workflow-internal-key'),
      }),
      timeoutMs: limits.callTimeout,
    }),
    documentLimits: documents,
    runLimits: {
      outputBytes: limits.maxOutput,
      tasks: limits.maxTasks,
      stretch: limits.stretch,
      unsaved: limits.unsaved,
      callAttempts: limits.callAttempts,
    },
    maxInputBytes: limits.maxInput,
    owner: randomUUID(),
    leaseMs: limits.lease,
    now: () => new Date(),
    random: Math.random,
    log,
  });

  const relay = createOutboxRelay({ pool, publish: sidecar.publish, log });
  relay.start();
  onStop(() => relay.stop());

  const server = createGrpcServer({
    log,
    metrics,
    verifier: base.verifier,
    appToken: base.appToken,
    services: [createWorkflowService(app)],
  });
  await server.listen(config.server.port, config.server.host);
  onStop(() => server.drain());

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
  const reconciling = repeat(async () => (await app.reconcileEngine()) > 0, limits.reconcileEvery, log);
  onStop(() => reconciling.stop());
});
