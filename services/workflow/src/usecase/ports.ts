import { type Expressions } from '../domain/expression.ts';
import { type Actions, type Schemas } from '../domain/interpreter/machine.ts';
import { type Execution } from '../domain/execution.ts';

/** Engine is the durable engine that calls advanceExecution, again and again, until a run has ended. */
export interface Engine {
  /** Makes the engine carry a run on; harmless when it already does. */
  schedule(executionId: string): Promise<void>;
  /** Tells a waiting engine to look at the run again, now. */
  wake(executionId: string): Promise<void>;
  /** Ends what the engine does about a run, its timer too. */
  terminate(executionId: string): Promise<void>;
  /** Whether the engine knows the run and is at it. */
  state(executionId: string): Promise<'active' | 'ended' | 'unknown'>;
  /** Makes the engine forget a run that has ended there; false while it has not. */
  purge(executionId: string): Promise<boolean>;
}

/** EndWatch tells when a run has ended, in whatever process. */
export interface EndWatch {
  /** Resolves when the run ended, or after `ms`, or when the signal aborts. */
  wait(executionId: string, ms: number, signal: AbortSignal): Promise<void>;
}

/** ActionsOf gives the provider actions of one run, with its end user, connections and purpose. */
export type ActionsOf = (execution: Execution) => Actions;

/** Clock tells the time. */
export type Clock = () => Date;

/** DocumentTools is what documents are checked with. */
export interface DocumentTools {
  expressions: Expressions;
  schemas: Schemas;
}
