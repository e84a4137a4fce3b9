import { randomBytes, randomUUID } from 'node:crypto';
import { createAesSecretBox } from '@neighbourhood/shared/sealing/aes-secret-box';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createWorkflowApp, type WorkflowApp } from '../src/app.ts';
import { type BulkRepository } from '../src/domain/bulk-operation.ts';
import { type Actions } from '../src/domain/interpreter/machine.ts';
import { createMemoryBulk } from '../src/repository/memory-bulk.ts';
import { createMemoryApprovals } from '../src/repository/memory-approvals.ts';
import { createMemoryEvents } from '../src/repository/memory-events.ts';
import { createMemoryExecutions, type MemoryExecutions } from '../src/repository/memory-executions.ts';
import { createMemoryHooks } from '../src/repository/memory-hooks.ts';
import { createMemoryListeners } from '../src/repository/memory-listeners.ts';
import { createMemoryPlaces } from '../src/repository/memory-places.ts';
import { createMemorySchedules } from '../src/repository/memory-schedules.ts';
import { createMemoryWorkflows } from '../src/repository/memory-workflows.ts';
import { type TenantEvent } from '../src/domain/tenant-event.ts';
import { type Engine } from '../src/usecase/ports.ts';
import { expressions, limits, schemas } from './run-document.ts';

/** FakeEngine notes what it was told; a test carries runs on itself. */
export interface FakeEngine extends Engine {
  told: string[];
  states: Map<string, 'active' | 'ended' | 'unknown'>;
  /** Fails everything while set. */
  down: boolean;
}

/** createFakeEngine makes an engine that knows nothing. */
export function createFakeEngine(): FakeEngine {
  const tell = async (what: string) => {
    if (engine.down) throw new Error('the engine is down');
    engine.told.push(what);
  };
  const engine: FakeEngine = {
    told: [],
    states: new Map(),
    down: false,
    schedule: id => tell(`schedule ${id}`),
    wake: id => tell(`wake ${id}`),
    terminate: id => tell(`terminate ${id}`),
    state: async id => engine.states.get(id) ?? 'unknown',
    purge: async id => {
      await tell(`purge ${id}`);
      return true;
    },
  };
  return engine;
}

/** MemoryApp is the whole service on stores in memory, with a clock that a test can set. */
export interface MemoryApp {
  app: WorkflowApp;
  store: MemoryExecutions;
  bulk: BulkRepository;
  engine: FakeEngine;
  clock: { now: Date };
}

const refuse = async () => {
  throw new Error('this test does not expect that');
};

/** createMemoryApp makes one; unless told otherwise, nothing is driven but by the test. */
export function createMemoryApp(actions: Partial<Actions> = {}, mostDriven = 0, atWork = 0): MemoryApp {
  const clock = { now: new Date('2026-01-01T00:00:00Z') };
  const now = () => clock.now;
  const listeners = createMemoryListeners();
  const store = createMemoryExecutions(now, listeners);
  const bulk = createMemoryBulk(store.executions, now);
  const events = createMemoryEvents(now);
  const schedules = createMemorySchedules({ events, unfinished: () => false, now });
  const engine = createFakeEngine();
  const publish = async (workspaceId: string, event: TenantEvent) => {
    await events.insert(workspaceId, event);
  };
  const app = createWorkflowApp({
    workflows: createMemoryWorkflows(schedules),
    events,
    listeners,
    schedules,
    eventPublisher: { publish },
    hooks: createMemoryHooks(),
    providerWebhooks: { proofOf: refuse, verify: refuse },
    hookLimits: { most: 5, toleranceMs: 300_000 },
    approvals: createMemoryApprovals({
      publish,
      runEnded: async (workspaceId, id) =>
        (await store.executions.find(workspaceId, id))?.endedAt !== undefined,
    }),
    box: createAesSecretBox({ current: 'a', keys: { a: randomBytes(32).toString('base64') } }, 'test'),
    publicUrl: 'https://api.test',
    publishLifecycle: async told => void store.events.push(...told),
    eventLimits: { maxBytes: 10_000 },
    scheduleJobs: { at: async () => undefined, cancel: async () => undefined },
    executions: store.executions,
    runs: store.runs,
    bulk,
    places: createMemoryPlaces(store.pending, now),
    atWorkLimits: { atWork },
    engine,
    watch: {
      wait: async id => {
        await app.advanceExecution(id);
        return undefined;
      },
    },
    expressions,
    expressionsOf: () => expressions,
    schemas,
    actionsOf: () => ({ connect: async () => 'con_1', perform: async call => call.input, ...actions }),
    callsOf: () => ({ perform: refuse }),
    scripts: { run: refuse },
    library: { read: refuse },
    secretOf: async () => undefined,
    mostDriven,
    documentLimits: { maxBytes: 100_000, maxDepth: 50, maxTasks: 50 },
    runLimits: limits,
    maxInputBytes: 1_000,
    owner: randomUUID(),
    leaseMs: 60_000,
    engineFromMs: 600_000,
    now,
    random: () => 0.5,
    log: silentLog,
  });
  return { app, store, bulk, engine, clock };
}
