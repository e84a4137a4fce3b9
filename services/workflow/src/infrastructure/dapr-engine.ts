import type { WorkflowRuntimeStatus as Status } from '@dapr/dapr';
import { randomUUID } from 'node:crypto';

import { type Engine } from '../usecase/ports.ts';
import { DaprWorkflowClient, WorkflowRuntimeStatus } from './dapr-sdk.ts';

/** The names under which the engine knows our orchestrator, its activity and its event: part of every stored history. */
export const engineNames = {
  workflow: 'neighbourhood-run-v1',
  probe: 'neighbourhood-probe-v1',
  activity: 'advance-execution',
  wake: 'wake',
} as const;

/** DaprEngine is the engine with a beginning and an end of its own. */
export interface DaprEngine extends Engine {
  /**
   * Resolves when the engine has carried out something, which takes a worker, the placement of its actors and the
   * scheduler's streams, and so some seconds after the sidecar has found the app. Rejects after a minute.
   */
  waitUntilReady(): Promise<void>;
  /** Whether it still carries something out, within ten seconds. */
  answers(): Promise<boolean>;
  close(): Promise<void>;
}

const active: readonly Status[] = [
  WorkflowRuntimeStatus.RUNNING,
  WorkflowRuntimeStatus.PENDING,
  WorkflowRuntimeStatus.SUSPENDED,
  WorkflowRuntimeStatus.CONTINUED_AS_NEW,
];

/** createDaprEngine drives Dapr Workflow; an instance has the id of its run and nothing but that id as its input. */
export function createDaprEngine(options: { daprPort?: string; daprApiToken?: string } = {}): DaprEngine {
  const client = new DaprWorkflowClient({ ...options });
  let probeId = newProbe();

  async function state(id: string): Promise<'active' | 'ended' | 'unknown'> {
    const found = await within(answerMs, client.getWorkflowState(id, false)).catch((error: unknown) => {
      if (isUnknown(error)) return undefined;
      throw error;
    });
    if (!found) return 'unknown';
    return active.includes(found.runtimeStatus) ? 'active' : 'ended';
  }

  /**
   * Has a run of its own carried out. One that was not done in time is left, and the next probe is another: a sidecar whose
   * actors were moved in the middle of a turn may never end that (Dapr 1.16.0), and where the store and the scheduler are
   * of different moments, after a restore, nothing ever comes to wake the old one.
   */
  async function probe(ms: number): Promise<void> {
    const id = probeId;
    const carryOut = async () => {
      await client.scheduleNewWorkflow(engineNames.probe, {}, id).catch(async (error: unknown) => {
        if ((await state(id)) === 'unknown') throw error;
      });
      await client.waitForWorkflowCompletion(id, false, ms / 1000);
      await client.purgeWorkflow(id);
    };
    await within(ms, carryOut()).catch((error: unknown) => {
      probeId = newProbe();
      throw error;
    });
  }

  async function waitUntilReady(): Promise<void> {
    const giveUp = Date.now() + readyMs;
    let done = false;
    while (!done)
      done = await probe(answerMs).then(
        () => true,
        (error: unknown) => {
          if (Date.now() < giveUp) return false;
          throw error;
        },
      );
  }

  return {
    state,
    waitUntilReady,
    answers: () =>
      probe(answerMs).then(
        () => true,
        () => false,
      ),
    async schedule(id) {
      const scheduled = client.scheduleNewWorkflow(engineNames.workflow, { executionId: id }, id);
      await within(answerMs, scheduled).catch(async (error: unknown) => {
        if ((await state(id)) !== 'active') throw error;
      });
    },
    wake: id => within(answerMs, client.raiseEvent(id, engineNames.wake, {})),
    async terminate(id) {
      await within(answerMs, client.terminateWorkflow(id, null)).catch((error: unknown) => {
        if (!isUnknown(error)) throw error;
      });
    },
    async purge(id) {
      try {
        await within(answerMs, client.purgeWorkflow(id));
        return true;
      } catch (error) {
        return isUnknown(error);
      }
    },
    close: () => client.stop(),
  };
}

const newProbe = () => `probe-${randomUUID()}`;

const answerMs = 10_000;
const readyMs = 60_000;

/** The SDK sets no deadlines, and the sidecar holds calls back until it has placed its actors. */
async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the workflow engine did not answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Dapr says "no such instance" in words only. */
function isUnknown(error: unknown): boolean {
  return error instanceof Error && /no such instance|not found|does not exist/i.test(error.message);
}
