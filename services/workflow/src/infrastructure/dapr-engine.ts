import { DaprWorkflowClient, WorkflowRuntimeStatus } from '@dapr/dapr';
import { type Engine } from '../usecase/ports.ts';

/** The names under which the engine knows our orchestrator, its activity and its event: part of every stored history. */
export const engineNames = { workflow: 'neighbourhood-run-v1', activity: 'advance-execution', wake: 'wake' } as const;

/** DaprEngine is the engine with an end of its own. */
export interface DaprEngine extends Engine {
  close(): Promise<void>;
}

const active: readonly WorkflowRuntimeStatus[] = [
  WorkflowRuntimeStatus.RUNNING,
  WorkflowRuntimeStatus.PENDING,
  WorkflowRuntimeStatus.SUSPENDED,
  WorkflowRuntimeStatus.CONTINUED_AS_NEW,
];

/** createDaprEngine drives Dapr Workflow; an instance has the id of its run and nothing but that id as its input. */
export function createDaprEngine(options: { daprPort?: string; daprApiToken?: string } = {}): DaprEngine {
  const client = new DaprWorkflowClient({ ...options });

  async function state(id: string): Promise<'active' | 'ended' | 'unknown'> {
    const found = await client.getWorkflowState(id, false).catch((error: unknown) => {
      if (isUnknown(error)) return undefined;
      throw error;
    });
    if (!found) return 'unknown';
    return active.includes(found.runtimeStatus) ? 'active' : 'ended';
  }

  return {
    state,
    async schedule(id) {
      await client.scheduleNewWorkflow(engineNames.workflow, { executionId: id }, id).catch(async (error: unknown) => {
        if ((await state(id)) !== 'active') throw error;
      });
    },
    wake: id => client.raiseEvent(id, engineNames.wake, {}),
    async terminate(id) {
      await client.terminateWorkflow(id, null).catch((error: unknown) => {
        if (!isUnknown(error)) throw error;
      });
    },
    async purge(id) {
      try {
        await client.purgeWorkflow(id);
        return true;
      } catch (error) {
        return isUnknown(error);
      }
    },
    close: () => client.stop(),
  };
}

/** Dapr says "no such instance" in words only. */
function isUnknown(error: unknown): boolean {
  return error instanceof Error && /no such instance|not found|does not exist/i.test(error.message);
}
