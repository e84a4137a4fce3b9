import { type JsonObject } from '../../domain/json.ts';

/** ScriptJob is everything that a script gets to see. */
export interface ScriptJob {
  code: string;
  /** Arguments, from `process.argv[2]` on. */
  argv: string[];
  /** Global variables. */
  variables: JsonObject;
  stdin: string;
  environment: Record<string, string>;
}

/** ScriptResult is what a script did; `value` is JSON text. */
export interface ScriptResult {
  code: number;
  stdout: string;
  stderr: string;
  value?: string;
}

/** ScriptLimits bounds one script. */
export interface ScriptLimits {
  timeoutMs: number;
  /** Bytes that the script's values may have. */
  maxMemory: number;
  /** Bytes of output, of error output and of the value together. */
  maxOutput: number;
}
