import { type Json } from './json.ts';

/**
 * TenantEvent is a CloudEvent 1.0 of a workspace, as workflows read it: attributes by their names in the
 * specification, extensions beside them.
 */
export interface TenantEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  /** RFC 3339. */
  time: string;
  subject?: string;
  datacontenttype?: string;
  dataschema?: string;
  data?: Json;
  [extension: string]: Json | undefined;
}

/** ReceivedEvent is an event with its place in the order in which its workspace's events arrived. */
export interface ReceivedEvent {
  /** Rises with every event of the workspace; an event that can be read comes after all with lower numbers. */
  position: number;
  event: TenantEvent;
}

/** EventRepository keeps a workspace's events for the runs that wait for them, or will. */
export interface EventRepository {
  /** Stores an event; undefined when one of the same source and id was there. */
  insert(workspaceId: string, event: TenantEvent): Promise<ReceivedEvent | undefined>;
  /** Events after a position, in order; of these types only, if given. */
  after(
    workspaceId: string,
    position: number,
    types: readonly string[] | undefined,
    limit: number,
  ): Promise<ReceivedEvent[]>;
  /** The newest event's position; 0 before the first. */
  newest(workspaceId: string): Promise<number>;
  /** Forgets events that were received before then; returns how many. */
  forget(before: Date): Promise<number>;
}

/** Emitter publishes a workspace's events to its broker topic. */
export interface Emitter {
  /** Resolves when the event will certainly be published; the same id twice is one event to whoever listens. */
  emit(workspaceId: string, event: TenantEvent): Promise<void>;
}
