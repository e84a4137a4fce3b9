import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { runOrchestrator } from '../../src/delivery/run-orchestrator.ts';
import { engineNames } from '../../src/infrastructure/dapr-engine.ts';
import { WorkflowRuntime } from '../../src/infrastructure/dapr-sdk.ts';
import { routeSdkLogs } from '../../src/infrastructure/sdk-log.ts';
import {
  type EngineHistory,
  HistoryEvent,
  OrchestrationExecutor,
  OrchestratorAction,
  readEngineHistories,
} from './engine-history.ts';

routeSdkLogs(silentLog);

const histories = [...readEngineHistories()].map(([name, history]) => ({ name, history }));

type Executor = InstanceType<typeof OrchestrationExecutor>;
type Registry = ConstructorParameters<typeof OrchestrationExecutor>[0];

/** The SDK's own executor, with the orchestrator as the worker registers it. */
function executorOf(orchestrator: typeof runOrchestrator): Executor {
  const runtime = new WorkflowRuntime();
  runtime.registerWorkflowWithName(engineNames.workflow, orchestrator);
  return new OrchestrationExecutor(
    (runtime as unknown as { worker: { _registry: Registry } }).worker._registry,
  );
}

const read = (action: string) =>
  OrchestratorAction.deserializeBinary(Buffer.from(action, 'base64')).toObject();

/** What the orchestrator asks for at each turn of a history, and what it asked for when it was recorded. */
async function replay({ instanceId, turns, events }: EngineHistory, orchestrator = runOrchestrator) {
  const all = events.map(({ event }) => HistoryEvent.deserializeBinary(Buffer.from(event, 'base64')));
  const asked: unknown[] = [];
  for (const { old, fresh } of turns) {
    const executor = executorOf(orchestrator);
    const { actions } = await executor.execute(instanceId, all.slice(0, old), all.slice(old, old + fresh));
    asked.push(actions.map(action => action.toObject()));
  }
  return { asked, recorded: turns.map(({ actions }) => actions.map(read)) };
}

it('has histories with activities, timers, events, failures and a new beginning', () => {
  const types = new Set(histories.flatMap(({ history }) => history.events.map(({ type }) => type)));
  expect([...types]).toEqual(
    expect.arrayContaining([
      'EXECUTIONSTARTED',
      'TASKSCHEDULED',
      'TASKCOMPLETED',
      'TASKFAILED',
      'TIMERCREATED',
      'TIMERFIRED',
      'EVENTRAISED',
      'EXECUTIONTERMINATED',
    ]),
  );
  expect(histories.map(({ name }) => name)).toContain('new-history-1-part-2');
});

it.each(histories)('the engine replays $name and hears the same at each turn', async ({ history }) => {
  const { asked, recorded } = await replay(history);
  expect(asked).toEqual(recorded);
});

it('would tell of an orchestrator that does something else', async () => {
  async function* other(
    context: Parameters<typeof runOrchestrator>[0],
    input: Parameters<typeof runOrchestrator>[1],
  ): AsyncGenerator<unknown, void, unknown> {
    yield context.createTimer(1);
    yield* runOrchestrator(context, input);
  }
  for (const { history } of histories) {
    const { asked, recorded } = await replay(history, other);
    expect(asked).not.toEqual(recorded);
  }
});
