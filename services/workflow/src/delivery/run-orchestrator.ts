import type { WorkflowContext } from '@dapr/dapr';
import { engineNames } from '../infrastructure/dapr-engine.ts';
import { type Turn } from '../usecase/advance-execution.ts';

/** OrchestratorInput is all that the engine keeps of a run; `failures` counts turns that failed in a row. */
export interface OrchestratorInput {
  executionId: string;
  failures?: number;
}

const turnsPerHistory = 50;

/**
 * runOrchestrator is the whole of what Dapr Workflow replays: ask for a turn, do what it says, ask again. It knows
 * nothing of documents, so that documents and tasks can change while runs sleep. What it does is recorded in
 * histories: change the order or names of what it yields only under another workflow name.
 *
 * One wait for the wake event stands at all times and is renewed when it was used: an event goes to the oldest
 * wait, so that one left behind would swallow it.
 */
export async function* runOrchestrator(
  context: WorkflowContext,
  input: OrchestratorInput,
): AsyncGenerator<unknown, void, unknown> {
  const { executionId } = input;
  let { failures = 0 } = input;
  let wake = context.waitForExternalEvent(engineNames.wake);
  for (let turns = 0; turns < turnsPerHistory; turns++) {
    if (wake.isComplete) wake = context.waitForExternalEvent(engineNames.wake);
    let turn: Turn;
    try {
      turn = (yield context.callActivity(engineNames.activity, { executionId })) as Turn;
      failures = 0;
    } catch {
      failures++;
      const waitMs = Math.min(1000 * 2 ** failures, 30_000);
      turn = {
        next: 'timer',
        at: new Date(context.getCurrentUtcDateTime().getTime() + waitMs).toISOString(),
      };
    }
    if (turn.next === 'end') return;
    if (turn.next === 'timer') yield context.whenAny([context.createTimer(new Date(turn.at)), wake]);
    if (turn.next === 'signal') yield wake;
  }
  context.continueAsNew({ executionId, failures }, true);
}

/** probeOrchestrator does nothing, for whoever asks whether the engine works. */
export function probeOrchestrator(): object {
  return {};
}
