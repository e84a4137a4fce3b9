import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Document } from '../../src/domain/document.ts';
import { type ChildEnd, type Outcome } from '../../src/domain/interpreter/machine.ts';
import { type Json, type JsonObject } from '../../src/domain/json.ts';
import { type Effect, type RunState, type TaskRecord } from '../../src/domain/run-state.ts';
import { type TenantEvent } from '../../src/domain/tenant-event.ts';

/** Answer is what the world gives for an effect. */
export type Answer =
  | { gives: Json }
  /** The channel of a subscription. */
  | { channel: string }
  | { fails: { status: number; detail: string } }
  /** Nobody is there to ask. */
  | { away: true }
  /** The connection needs its end user. */
  | { reconnect: true }
  /** Nothing comes, for so many seconds. */
  | { hangs: number };

/** Script is a run to record: a document and all that it meets. */
export interface Script {
  document: Document;
  input?: Json;
  secrets?: JsonObject;
  /** They arrive one by one, whenever the run waits for events. */
  events?: TenantEvent[];
  /** In order, the last one ever after; by what labelOf says of the effect. */
  answers?: Record<string, Answer[]>;
  /** How the workflows end that it starts, by name. */
  ends?: Record<string, ChildEnd>;
  /** Tasks of one stretch, if few. */
  stretch?: number;
}

/** Moment is a state as it was stored, and how far the world was then. */
export interface Moment {
  state: RunState;
  /** Lines of the task log that were stored with it. */
  records: TaskRecord[];
  now: string;
  /** Events that had arrived. */
  heard: number;
  /** Names of the workflows that had ended. */
  ended: string[];
  /** How often effects were answered, by label. */
  answered: Record<string, number>;
  /** How many effects of `History.asked` were asked for. */
  asked: number;
}

/** History is a run from its beginning to its end, with every state that was stored meanwhile. */
export interface History {
  script: Script;
  outcome: Outcome;
  log: TaskRecord[];
  /** Keys of effects in the order in which they were asked for. */
  asked: string[];
  /** What was asked for under a key. */
  effects: Record<string, Effect>;
  moments: Moment[];
}

/** Where histories are kept; a file, once recorded, never changes. */
export const folder = path.join(import.meta.dirname, 'recorded');

/** writtenHistory writes one line for the run and one for each of its moments. */
export function writtenHistory({ moments, ...run }: History): string {
  return [run, ...moments].map(line => `${JSON.stringify(line)}\n`).join('');
}

/** readHistories reads all that are kept, by name. */
export function readHistories(): Map<string, History> {
  const files = globSync('*.jsonl', { cwd: folder }).toSorted();
  return new Map(
    files.map(file => {
      const lines = readFileSync(path.join(folder, file), 'utf8').trimEnd().split('\n');
      const [run, ...moments] = lines.map(line => JSON.parse(line) as unknown);
      return [path.basename(file, '.jsonl'), { ...(run as History), moments: moments as Moment[] }];
    }),
  );
}
