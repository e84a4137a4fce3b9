import { randomUUID } from 'node:crypto';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { createWorkflowApp, type WorkflowApp } from '../src/app.ts';
import { type Actions } from '../src/domain/interpreter/machine.ts';
import { createMemoryEvents } from '../src/repository/memory-events.ts';
import { createMemoryExecutions, type MemoryExecutions } from '../src/repository/memory-executions.ts';
import { createMemoryListeners } from '../src/repository/memory-listeners.ts';
import { createMemorySchedules } from '../src/repository/memory-schedules.ts';
import { createMemoryWorkflows } from '../src/repository/memory-workflows.ts';
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
  engine: FakeEngine;
  clock: { now: Date };
}

const refuse = async () => {
  throw new Error('this test does not expect that');
};

/** createMemoryApp makes one; unless told otherwise, nothing is driven but by the test. */
export function createMemoryApp(actions: Partial<Actions> = {}, mostDriven = 0): MemoryApp {
  const clock = { now: new Date('2026-01-01T00:00:00Z') };
  const now = () => clock.now;
  const listeners = createMemoryListeners();
  const store = createMemoryExecutions(now, listeners);
  const events = createMemoryEvents(now);
  const schedules = createMemorySchedules({ events, unfinished: () => false, now });
  const engine = createFakeEngine();
  const app = createWorkflowApp({
    workflows: createMemoryWorkflows(schedules),
    events,
    listeners,
    schedules,
    eventPublisher: {
      publish: async (workspaceId, event) => {
        await events.insert(workspaceId, event);
      },
    },
    eventLimits: { maxBytes: 10_000 },
    scheduleJobs: { at: async () => undefined, cancel: async () => undefined },
    executions: store.executions,
    runs: store.runs,
    engine,
    watch: {
      wait: async id => {
        await app.advanceExecution(id);
      },
    },
    expressions,
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
    now,
    random: () => 0.5,
    log: silentLog,
  });
  return { app, store, engine, clock };
}
