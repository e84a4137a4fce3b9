import { type Wait } from './interpreter/machine.ts';

/** ListenerRepository knows which runs wait for events. */
export interface ListenerRepository {
  /** Runs of a workspace that wait for a type, by id; `after` is the last id of the page before. */
  waitingFor(workspaceId: string, type: string, limit: number, after?: string): Promise<string[]>;
}

/** listenedTypes are the types that a run which pauses waits for, each once; '' is every type. */
export function listenedTypes(wait: Pick<Wait, 'events'> | undefined): string[] {
  return wait?.events === 'any' ? [''] : [...new Set(wait?.events ?? [])];
}
