import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { type Expressions } from '../domain/expression.ts';
import { type Actions, type Ports, type Schemas } from '../domain/interpreter/machine.ts';
import { type Execution } from '../domain/execution.ts';
import { type Json } from '../domain/json.ts';
import { type TenantEvent } from '../domain/tenant-event.ts';

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
  /**
   * Resolves when the run ended, or after `ms`, or when the signal aborts; with the run, where it ended in this process.
   */
  wait(executionId: string, ms: number, signal: AbortSignal): Promise<Execution | undefined>;
}

/** ActionsOf gives the provider actions of one run, with its end user, connections and purpose. */
export type ActionsOf = (execution: Execution) => Actions;

/** World is everything that a run can ask for outside of its document. */
export interface World extends Pick<
  Ports,
  'actions' | 'calls' | 'scripts' | 'events' | 'children' | 'expressions'
> {
  /** Those of these secrets that the workspace has. */
  secretsOf(names: readonly string[]): Promise<Record<string, Json>>;
  /** Tokens of links that the run was given, by id; a new one is there before the run knows it. */
  links(): Promise<Record<string, Json>>;
}

/** WorldOf gives the world of one run. */
export type WorldOf = (execution: Execution) => World;

/** Clock tells the time. */
export type Clock = () => Date;

/** DocumentTools is what documents are checked with. */
export interface DocumentTools {
  expressions: Expressions;
  schemas: Schemas;
}

/** EventPublisher hands events to the broker. */
export interface EventPublisher {
  /** Resolves when the event will certainly be published. */
  publish(
    workspaceId: string,
    event: TenantEvent,
    /** The same, as webhooks hear it; both or none. */
    announcement?: CloudEvent,
  ): Promise<void>;
}

/** ScheduleJobs is the scheduler, which calls when a definition is due. */
export interface ScheduleJobs {
  /** In place of the job that the definition may have. */
  at(workflowId: string, due: Date): Promise<void>;
  cancel(workflowId: string): Promise<void>;
}
