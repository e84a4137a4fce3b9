import executor from '@dapr/dapr/workflow/internal/durabletask/worker/orchestration-executor.js';
import protocol from '@dapr/dapr/workflow/internal/durabletask/proto/orchestrator_service_pb.js';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const { OrchestrationExecutor } = executor;
export const { HistoryEvent, OrchestratorAction } = protocol;

/** One call of the SDK's executor: how many events were old, how many new, and what the orchestrator then asked for. */
export interface EngineTurn {
  old: number;
  fresh: number;
  /** In base64, as the engine gets them. */
  actions: string[];
}

/** EngineHistory is what the engine recorded of one run of the orchestrator, up to its end or its new beginning. */
export interface EngineHistory {
  instanceId: string;
  turns: EngineTurn[];
  /** In base64; every turn saw a beginning of them. */
  events: { type: string; event: string }[];
}

/** Where the engine's histories are kept; a file, once recorded, never changes. */
export const engineFolder = path.join(import.meta.dirname, 'engine');

/** writtenEngineHistory writes one line for the turns and one for each event. */
export function writtenEngineHistory({ events, ...rest }: EngineHistory): string {
  return [rest, ...events].map(line => `${JSON.stringify(line)}\n`).join('');
}

/** readEngineHistories reads all that are kept, by name. */
export function readEngineHistories(): Map<string, EngineHistory> {
  const files = globSync('*.jsonl', { cwd: engineFolder }).toSorted();
  return new Map(
    files.map(file => {
      const lines = readFileSync(path.join(engineFolder, file), 'utf8').trimEnd().split('\n');
      const [rest, ...events] = lines.map(line => JSON.parse(line) as unknown);
      const history = { ...(rest as EngineHistory), events: events as EngineHistory['events'] };
      return [path.basename(file, '.jsonl'), history];
    }),
  );
}
