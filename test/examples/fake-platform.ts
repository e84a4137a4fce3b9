import { type ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import { type ExecuteWorkflowRequest__Output as ExecuteRequest } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/ExecuteWorkflowRequest';
import { type WorkflowServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/WorkflowService';
import { type Call, requirePermission } from '@neighbourhood/shared/call/call';
import { createSidecar, type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { createIdentityVerifier, type InternalKeys, type Issuer } from '@neighbourhood/shared/grpc/identity';
import { createGrpcServer, implement } from '@neighbourhood/shared/grpc/server';
import { toValue } from '@neighbourhood/shared/grpc/wire';
import { createLogger } from '@neighbourhood/shared/logger/logger';
import { createMetrics } from '@neighbourhood/shared/metrics/metrics';
import { type DaprResource, startDaprd } from '@neighbourhood/shared/testing/daprd';
import { trace } from '@opentelemetry/api';

/** Asked is a call as it reached a service. */
export interface Asked {
  method: string;
  call: Call;
  traceId: string | undefined;
  request: object;
}

/** FakePlatform stands in for consent and workflow, each behind a sidecar of its own. */
export interface FakePlatform {
  /** The sidecar of consent, which publishes consents. */
  sidecar: Sidecar;
  /** Its port for gRPC. */
  grpcPort: number;
  asked: Asked[];
  /** Events that arrived at the routes `/told` and `/dead`. */
  arrived: { route: string; event: CloudEvent }[];
  /** The runs by their idempotency key. */
  runs: Map<string, { id: string; times: number }>;
  /** Runs before a method answers; to be exchanged by tests. */
  before: (asked: Asked) => Promise<void> | void;
  stop(): Promise<void>;
}

/** Options of startFakePlatform. */
export interface FakePlatformOptions {
  keys: InternalKeys;
  issuers: readonly Issuer[];
  components: readonly DaprResource[];
}

/** startFakePlatform serves both services; whoever calls needs an identity that is believed. */
export async function startFakePlatform(options: FakePlatformOptions): Promise<FakePlatform> {
  const { keys, issuers, components } = options;
  const log = createLogger({ app: 'platform', level: 'silent' });
  const note =
    (route: string) =>
    async (event: CloudEvent): Promise<void> => {
      platform.arrived.push({ route, event });
    };
  const heard = async (method: string, permission: string, request: object, call: Call): Promise<void> => {
    requirePermission(call, permission);
    const traceId = trace.getActiveSpan()?.spanContext().traceId;
    const asked = { method, call, request, traceId };
    platform.asked.push(asked);
    await platform.before(asked);
  };
  const definitions: { id: string; name: string }[] = [];
  const server = createGrpcServer({
    log,
    metrics: createMetrics('platform'),
    verifier: createIdentityVerifier(keys, issuers),
    appToken: 'app-token-of-the-platform',
    events: { '/told': note('/told'), '/dead': note('/dead') },
    services: [
      implement<ConsentServiceDefinition>('neighbourhood.consent.v1.ConsentService', {
        async GetConsent(request, call) {
          await heard('GetConsent', 'consent:read', request, call);
          if (request.consentId === 'cns_gone')
            throw new AppError('notFound', 'CONSENT.NOT_FOUND', 'There is no such consent.');
          const endUserId = request.consentId.replace('cns_', 'user-');
          const status = 'CONSENT_STATUS_ACTIVE';
          return { consent: { id: request.consentId, endUserId, provider: 'sandbox', status } };
        },
      }),
      implement<WorkflowServiceDefinition>('neighbourhood.workflow.v1.WorkflowService', {
        async ListWorkflows(request, call) {
          await heard('ListWorkflows', 'workflow:read', request, call);
          return { workflows: definitions };
        },
        async CreateWorkflow(request, call) {
          await heard('CreateWorkflow', 'workflow:write', request, call);
          const name = /name: '(.+)'/.exec(request.document)?.[1] ?? '';
          if (definitions.some(known => known.name === name))
            throw new AppError('alreadyExists', 'WORKFLOW.EXISTS', 'There is one already.');
          const workflow = { id: `wfl_${name}`, name };
          definitions.push(workflow);
          return { workflow };
        },
        async ExecuteWorkflow(request, call) {
          await heard('ExecuteWorkflow', 'workflow:execute', request, call);
          return { execution: runOf(request), ended: true };
        },
      }),
    ],
  });
  function runOf({ idempotencyKey, endUserId }: ExecuteRequest) {
    const run = platform.runs.get(idempotencyKey) ?? { id: `exe_${platform.runs.size + 1}`, times: 0 };
    run.times += 1;
    platform.runs.set(idempotencyKey, run);
    const output = toValue({ greeting: `Welcome, ${endUserId}` });
    return { id: run.id, status: 'EXECUTION_STATE_COMPLETED', output } as const;
  }

  const appPort = await server.listen(0);
  const common = { appPort, components, appToken: 'app-token-of-the-platform' };
  const daprds = await Promise.all([
    startDaprd({ ...common, appId: 'consent', apiToken: 'api-token-of-consent' }),
    startDaprd({ ...common, appId: 'workflow', apiToken: 'api-token-of-workflow' }),
  ]);
  const { grpcPort, httpPort } = daprds[0];
  const platform: FakePlatform = {
    sidecar: createSidecar({ grpcPort, httpPort, apiToken: 'api-token-of-consent', log }),
    grpcPort,
    asked: [],
    arrived: [],
    runs: new Map(),
    before: () => undefined,
    async stop() {
      platform.sidecar.close();
      await Promise.all(daprds.map(daprd => daprd.stop()));
      await server.drain();
    },
  };
  return platform;
}
