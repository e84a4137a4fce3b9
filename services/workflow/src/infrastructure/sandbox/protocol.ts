import { type Json, type JsonObject } from '../../domain/json.ts';

/** Job is what a sandbox worker is asked to do. */
export type Job =
  | { op: 'run'; text: string; variables: readonly string[]; input: Json; values: JsonObject }
  | { op: 'compile'; text: string; variables: readonly string[] }
  | { op: 'conform'; schema: Json; value: Json }
  | { op: 'compileSchema'; schema: Json };

/** Answer is what it says: outputs or problems, or why it failed. */
export type Answer = { result: Json[] } | { failure: string };
