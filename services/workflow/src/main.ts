import { type IntegrationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/IntegrationService';
import { databaseReady } from '@neighbourhood/shared/database/pool';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import { createIdentitySigner } from '@neighbourhood/shared/grpc/identity';
import { currentKey, type SigningKeys } from '@neighbourhood/shared/grpc/signing-keys';
import { openDatabase, relayOutbox } from '@neighbourhood/shared/process/database';
import { following } from '@neighbourhood/shared/process/secrets';
import { serve } from '@neighbourhood/shared/process/serve';
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
  const { config, log, sidecar, onStop } = base;
  const { executions: limits } = config;
  routeSdkLogs(log);

  const pool = await openDatabase(base, 'workflow-database', new URL('../migrations/', import.meta.url));

  const sandbox = createSandbox({
    threads: config.expressions.threads,
    timeoutMs: config.expressions.timeout,
  });
  onStop(() => sandbox.close());
  const engine = createDaprEngine();
  onStop(() => engine.close());
  const watch = createPostgresEndWatch(pool, log);
  onStop(() => watch.close());

  const { integration } = config.services;
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
        sidecar.route('integration', integration.address, integration.token),
        'neighbourhood.integration.v1.IntegrationService',
        integration,
      ),
      signer: following(
        await base.secretJson('workflow-internal-key', (keys: SigningKeys) =>
          createIdentitySigner({ issuer: 'workflow', privateJwk: currentKey(keys) }),
        ),
      ),
      timeoutMs: limits.callTimeout,
    }),
    documentLimits: base.live.view(({ documents }) => documents),
    runLimits: base.live.view(({ executions: { maxOutput, maxTasks, stretch, unsaved, callAttempts } }) => ({
      outputBytes: maxOutput,
      tasks: maxTasks,
      stretch,
      unsaved,
      callAttempts,
    })),
    maxInputBytes: limits.maxInput,
    owner: randomUUID(),
    leaseMs: limits.lease,
    now: () => new Date(),
    random: Math.random,
    log,
  });

  relayOutbox(base, pool);

  await serve(base, {
    services: [createWorkflowService(app)],
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
  const reconciling = repeat(async () => (await app.reconcileEngine()) > 0, limits.reconcileEvery, log);
  onStop(() => reconciling.stop());
});
