import { type Json, type JsonObject } from '../../domain/json.ts';

/** Job is what an expression worker is asked to do. */
export type Job =
  | { op: 'run'; text: string; variables: readonly string[]; input: Json; values: JsonObject }
  | { op: 'compile'; text: string; variables: readonly string[] }
  | { op: 'conform'; schema: Json; value: Json }
  | { op: 'compileSchema'; schema: Json };

/** Limits is what an expression worker may use. */
export interface Limits {
  /** Bytes that all outputs of one expression may have. */
  maxOutput: number;
}

/** Answer is what a worker says: the result, or why it failed; a worker that is broken is ended. */
export type Answer<R> = ({ result: R } | { failure: string; reason: Reason; broken?: boolean }) & {
  /** Milliseconds of CPU that the thread has spent so far. */
  cpu: number;
};

/** Reason tells the job's own fault from a limit that it met. */
export type Reason = 'job' | 'time' | 'space';
