import { setTimeout as delay } from 'node:timers/promises';
import { type Log } from '@neighbourhood/shared/call/call';
import { engineNames } from '../infrastructure/dapr-engine.ts';
import { WorkflowRuntime } from '../infrastructure/dapr-sdk.ts';
import { type Turn } from '../usecase/advance-execution.ts';
import { type OrchestratorInput, probeOrchestrator, runOrchestrator } from './run-orchestrator.ts';

/** WorkflowWorker takes the engine's work items: turns of the orchestrator, and its activity. */
export interface WorkflowWorker {
  start(): Promise<void>;
  /** Whether the engine's stream is open. */
  connected(): boolean;
  /** Opens a new stream in place of the one there is. */
  renew(): Promise<void>;
  /** Takes no more, and lets what is at hand end. */
  stop(): Promise<void>;
}

interface Deps {
  advance(executionId: string): Promise<Turn>;
  /** Resolves when the sidecar can take a worker. */
  ready(): Promise<void>;
  log: Log;
  options?: { daprPort?: string; daprApiToken?: string };
  /** Makes the SDK's worker, which is exchanged by tests. */
  createRuntime?: () => Runtime;
  /** How long a worker that is replaced may finish what it has at hand before the next begins. */
  patienceMs?: number;
}

type Runtime = Pick<
  InstanceType<typeof WorkflowRuntime>,
  'registerWorkflowWithName' | 'registerActivityWithName' | 'start' | 'stop'
>;

/** What we need to see of the SDK's worker; it tells nobody when it has died. */
interface SdkWorker {
  _isRunning: boolean;
  _maxConcurrentWorkItems: number;
  _responseStream: { destroyed: boolean } | null;
}

/** More than the sidecar sends at once (components/configuration/workflow.yaml): what does not fit, the SDK drops. */
const workItems = 200;
const watchMs = 1_000;

/**
 * createWorkflowWorker runs the SDK's worker and replaces it when it dies: its first attempt to connect is its
 * only one, and `start` resolves all the same.
 */
export function createWorkflowWorker({
  advance,
  ready,
  log,
  options = {},
  createRuntime = () => new WorkflowRuntime({ ...options }),
  patienceMs = 3_000,
}: Deps): WorkflowWorker {
  let runtime: Runtime | undefined;
  let watch: NodeJS.Timeout | undefined;
  let replacing = false;

  const inner = (): SdkWorker | undefined =>
    (runtime as unknown as { worker: SdkWorker } | undefined)?.worker;
  const connected = () => {
    const worker = inner();
    return worker !== undefined && worker._isRunning && worker._responseStream?.destroyed === false;
  };

  async function open(): Promise<void> {
    await ready();
    runtime = createRuntime();
    runtime.registerWorkflowWithName(engineNames.workflow, runOrchestrator);
    runtime.registerWorkflowWithName(engineNames.probe, probeOrchestrator);
    runtime.registerActivityWithName(engineNames.activity, (_context, { executionId }: OrchestratorInput) =>
      advance(executionId),
    );
    const worker = inner();
    if (worker && typeof worker._maxConcurrentWorkItems === 'number')
      worker._maxConcurrentWorkItems = workItems;
    await runtime.start();
  }

  /**
   * The old worker takes no more at once. What it has at hand can hang: a sidecar that lost a work item takes no answer to
   * it for 15 minutes (Dapr 1.16.0), and the SDK would wait half a minute, in which no run goes on.
   */
  async function replace(why: string): Promise<void> {
    if (replacing) return;
    replacing = true;
    log.warn({}, why);
    try {
      if (inner()?._isRunning) await Promise.race([runtime?.stop(), delay(patienceMs)]);
      await open();
    } catch (err) {
      log.warn({ err }, 'the workflow worker could not be replaced; it will be tried again');
    }
    replacing = false;
  }

  async function replaceIfDead(): Promise<void> {
    if (inner()?._isRunning === false) await replace('the workflow worker has died and is replaced');
  }

  return {
    connected,
    renew: () => replace('the workflow engine carries nothing out: its worker is replaced'),
    async start() {
      await open();
      watch = setInterval(() => void replaceIfDead(), watchMs);
    },
    async stop() {
      clearInterval(watch);
      if (inner()?._isRunning) await runtime?.stop();
    },
  };
}
