import { initialState, type RunState, type TaskRecord } from '../src/domain/run-state.ts';
import { interpret } from '../src/domain/interpreter/interpreter.ts';
import { type Actions, type Limits, type Outcome, type Ports } from '../src/domain/interpreter/machine.ts';
import { type Document } from '../src/domain/document.ts';
import { type Json, type JsonObject } from '../src/domain/json.ts';
import { createJqExpressions } from '../src/infrastructure/sandbox/jq-expressions.ts';
import { createJsonSchemas } from '../src/infrastructure/sandbox/json-schemas.ts';
import { createSandbox } from '../src/infrastructure/sandbox/sandbox.ts';
import { type TenantEvent } from '../src/domain/tenant-event.ts';

export const sandbox = createSandbox({ threads: 1, timeoutMs: 5_000 });
export const expressions = createJqExpressions(sandbox);
export const schemas = createJsonSchemas(sandbox);

export const limits: Limits = {
  outputBytes: 10_000,
  tasks: 500,
  stretch: 1_000,
  unsaved: 64,
  callAttempts: 3,
  reconnectMs: 600_000,
  parallel: 10,
};

/** documentOf makes a document of tasks and whatever else it shall have. */
export function documentOf(tasks: JsonObject[], more: JsonObject = {}): Document {
  const head = { dsl: '1.0.3', namespace: 'test', name: 'test', version: '1.0.0' };
  return { document: head, do: tasks, ...more } as Document;
}

/** RunResult is a run as its owner would see it. */
export interface RunResult {
  outcome: Outcome;
  log: TaskRecord[];
  state: RunState;
  /** How many checkpoints were stored. */
  checkpoints: number;
}

const refuse = async () => {
  throw new Error('this test does not expect that');
};

/** eventOf makes an event of a type. */
export function eventOf(type: string, data: Json = null, more: Partial<TenantEvent> = {}): TenantEvent {
  return { specversion: '1.0', id: type, source: '/test', type, time: '2026-01-01T00:00:00Z', data, ...more };
}

/** RunOptions is what a run meets. */
export interface RunOptions {
  input?: Json;
  actions?: Partial<Actions>;
  ports?: Partial<Ports>;
  /** What has arrived, in order. */
  events?: readonly TenantEvent[];
  limits?: Partial<Limits>;
  now?: () => Date;
  /** Goes on from here. */
  state?: RunState;
  checkpoint?: (state: RunState, records: TaskRecord[]) => 'go' | 'hold';
}

/** runDocument runs one stretch; checkpoints go through JSON, as they would through a database. */
export async function runDocument(document: Document, options: RunOptions = {}): Promise<RunResult> {
  const { input = {} } = options;
  const actions: Actions = {
    connect: async () => 'con_1',
    perform: async call => call.input,
    ...options.actions,
  };
  const log = new Map<string, TaskRecord>();
  let checkpoints = 0;
  const keep = (records: TaskRecord[]) => {
    for (const each of records) log.set(`${each.reference} ${each.iteration}`, each);
  };
  const ports: Ports = {
    expressions,
    schemas,
    actions,
    calls: { perform: refuse },
    scripts: { run: refuse },
    children: { start: refuse, end: refuse },
    events: {
      emit: async () => undefined,
      after: async (position, types, most) =>
        (options.events ?? [])
          .map((event, index) => ({ position: index + 1, event }))
          .filter(each => each.position > position && (types?.includes(each.event.type) ?? true))
          .slice(0, most),
    },
    past: async () => undefined,
    secrets: {},
    limits: { ...limits, ...options.limits },
    now: options.now ?? (() => new Date()),
    random: () => 0.5,
    signal: new AbortController().signal,
    ...options.ports,
    checkpoint: async progress => {
      checkpoints++;
      keep(progress.records);
      return options.checkpoint?.(structuredClone(progress.state), progress.records) ?? 'go';
    },
  };
  const state = structuredClone(options.state ?? initialState(input));
  const run = { executionId: 'exe_1', document, input, startedAt: new Date('2026-01-01T00:00:00Z'), state };
  const { outcome, records } = await interpret(run, ports);
  keep(records);
  const ordered = [...log.values()].sort((left, right) => left.position - right.position);
  return { outcome, log: ordered, state: structuredClone(state), checkpoints };
}
