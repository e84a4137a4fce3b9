import { type Json, type JsonObject } from './json.ts';

/** Calls that the specification names; `call: <name>` with anything else is an action or a function. */
export const protocols = ['http', 'openapi', 'grpc', 'asyncapi', 'mcp', 'a2a'] as const;

/** Protocol is the name of a call that the specification defines. */
export type Protocol = (typeof protocols)[number];

/** Members of a call that are the author's own data, in which nothing of ours is looked for. */
export const ownData: ReadonlySet<string> = new Set([
  'body',
  'headers',
  'query',
  'parameters',
  'arguments',
  'message',
  'subscription',
]);

/**
 * ProtocolCall is a call by a protocol, evaluated: no expression is left in it, authentication policies that were
 * named are written out, and every repetition is the same.
 */
export interface ProtocolCall {
  protocol: Protocol;
  /** `with` of the task as the specification has it for this protocol. */
  with: JsonObject;
  /** The task's input, whose top-level members fill `{name}` in URI templates. */
  input: Json;
  /** The same for every attempt and every replay; sent as `Idempotency-Key` where the protocol can. */
  idempotencyKey: string;
}

/** CallResult is what a call gave. */
export interface CallResult {
  output: Json;
  /** Of a subscription: the type of the events that its messages are. They come later; there is no output yet. */
  channel?: string;
  /** The specification's authorization descriptor, when the call was authenticated. */
  authorization?: { scheme: string; parameter: string };
}

/** Calls performs calls by protocols for one workspace. */
export interface Calls {
  /** Rejects with WorkflowFault when the call failed, TryAgainLater when it could not be asked for. */
  perform(call: ProtocolCall, signal: AbortSignal): Promise<CallResult>;
}

/** ScriptCall is a script with its arguments evaluated. */
export interface ScriptCall {
  language: string;
  code: string;
  /** A list becomes `process.argv` from index 2, an object becomes variables of these names. */
  arguments: Json[] | JsonObject;
  stdin?: string;
  /** What the script sees as its environment; nothing of ours is in it. */
  environment: Record<string, string>;
}

/** ProcessResult is the specification's result of a process; `value` is what a script returned, if it did. */
export interface ProcessResult {
  code: number;
  stdout: string;
  stderr: string;
  value?: Json;
}

/** Scripts runs scripts where they reach nothing but what they were given. */
export interface Scripts {
  /** Rejects with WorkflowFault when the script takes more time or memory than it may. */
  run(script: ScriptCall, signal: AbortSignal): Promise<ProcessResult>;
}
