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
}

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
export function createWorkflowWorker({ advance, ready, log, options = {} }: Deps): WorkflowWorker {
  let runtime: InstanceType<typeof WorkflowRuntime> | undefined;
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
    runtime = new WorkflowRuntime({ ...options });
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

  async function replace(why: string): Promise<void> {
    if (replacing) return;
    replacing = true;
    log.warn({}, why);
    try {
      if (inner()?._isRunning) await runtime?.stop();
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
