import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { redisComponents } from '@neighbourhood/shared/testing/components';
import { startDaprd } from '@neighbourhood/shared/testing/daprd';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { testRedis } from '@neighbourhood/shared/testing/redis';
import startServers from '../jest/global-setup.ts';
import stopServers from '../jest/global-teardown.ts';
import { createWorkflowWorker } from '../../services/workflow/src/delivery/workflow-worker.ts';
import { createDaprEngine, type DaprEngine } from '../../services/workflow/src/infrastructure/dapr-engine.ts';
import { routeSdkLogs } from '../../services/workflow/src/infrastructure/sdk-log.ts';
import { type Turn } from '../../services/workflow/src/usecase/advance-execution.ts';
import {
  engineFolder,
  type EngineHistory,
  HistoryEvent,
  OrchestrationExecutor,
  writtenEngineHistory,
} from '../../services/workflow/test/histories/engine-history.ts';

// `make record-histories`: what the real engine records of the orchestrator, for names that have no history.

/** What each call of the activity gives, and what is done to the run from outside before it does. */
type Act = (engine: DaprEngine, id: string) => Promise<Turn>;

const give =
  (turn: Turn): Act =>
  () =>
    Promise.resolve(turn);
const end = give({ next: 'end' });
const again = give({ next: 'again' });
const after = (ms: number) => (): Promise<Turn> =>
  Promise.resolve({ next: 'timer', at: new Date(Date.now() + ms).toISOString() });
const fail: Act = () => Promise.reject(new Error('the database is away'));
/** Is woken before it says what it waits for. */
const wokenFirst =
  (act: Act): Act =>
  async (engine, id) => {
    await engine.wake(id);
    return act(engine, id);
  };
/** Is woken, or ended, once it waits. */
const later =
  (act: Act, what: 'wake' | 'terminate'): Act =>
  (engine, id) => {
    setTimeout(() => void engine[what](id), 1_500);
    return act(engine, id);
  };
const signal = give({ next: 'signal' });
const hour = after(3_600_000);

const plays: Readonly<Record<string, Act[]>> = {
  'turns-1': [again, again, end],
  'timer-1': [after(1_000), again, after(-1_000), end],
  'woken-1': [later(hour, 'wake'), again, later(signal, 'wake'), end],
  'woken-before-1': [wokenFirst(hour), wokenFirst(signal), again, wokenFirst(again), after(1_000), end],
  'failures-1': [fail, fail, again, fail, wokenFirst(fail), end],
  'terminated-1': [again, later(hour, 'terminate')],
  'new-history-1': [...Array.from({ length: 50 }, () => again), later(hour, 'wake'), end],
};

const missing = Object.keys(plays).filter(name => !existsSync(path.join(engineFolder, `${name}.jsonl`)));
if (missing.length > 0) {
  await startServers();
  try {
    await record();
  } finally {
    await stopServers();
  }
}

async function record(): Promise<void> {
  routeSdkLogs(silentLog);
  mkdirSync(engineFolder, { recursive: true });
  const components = redisComponents(await testRedis());
  const daprd = await startDaprd({ appId: 'workflow', components, waitUntilReady: false });
  const options = { daprPort: String(daprd.grpcPort) };
  const engine = createDaprEngine(options);
  const seen = watchExecutor();
  const calls = new Map<string, number>();
  const worker = createWorkflowWorker({
    advance: id => {
      const at = calls.get(id) ?? 0;
      calls.set(id, at + 1);
      return plays[id]?.[at]?.(engine, id) ?? Promise.resolve({ next: 'end' });
    },
    ready: () => Promise.resolve(),
    log: silentLog,
    options,
  });
  try {
    await worker.start();
    await engine.waitUntilReady();
    for (const name of missing) {
      await engine.schedule(name);
      const over = async () => (await engine.state(name)) === 'ended';
      await eventually(over, { timeoutMs: 120_000, intervalMs: 200, what: name });
      for (const [index, history] of (seen.get(name) ?? []).entries()) {
        const file = `${name}${index === 0 ? '' : `-part-${index + 1}`}.jsonl`;
        writeFileSync(path.join(engineFolder, file), writtenEngineHistory(history));
        process.stdout.write(`${file}: ${history.turns.length} turns, ${history.events.length} events\n`);
      }
    }
  } finally {
    await worker.stop();
    await engine.close();
    await daprd.stop('SIGKILL');
  }
}

/** Notes what the executor is given and gives, as it is; a run that begins anew has another history. */
function watchExecutor(): Map<string, EngineHistory[]> {
  const seen = new Map<string, EngineHistory[]>();
  const types = new Map(Object.entries(HistoryEvent.EventtypeCase).map(([name, id]) => [id, name]));
  const { execute } = OrchestrationExecutor.prototype;
  OrchestrationExecutor.prototype.execute = async function (instanceId, old, fresh) {
    const result = await execute.call(this, instanceId, old, fresh);
    const histories = seen.get(instanceId) ?? [];
    seen.set(instanceId, histories);
    let history = histories.at(-1);
    if (!history || old.length === 0) histories.push((history = { instanceId, turns: [], events: [] }));
    history.events = [...old, ...fresh].map(event => ({
      type: types.get(event.getEventtypeCase()) ?? '',
      event: Buffer.from(event.serializeBinary()).toString('base64'),
    }));
    const actions = result.actions.map(each => Buffer.from(each.serializeBinary()).toString('base64'));
    history.turns.push({ old: old.length, fresh: fresh.length, actions });
    return result;
  };
  return seen;
}
