/** ListenerRepository knows which runs wait for events. */
export interface ListenerRepository {
  /** Runs of a workspace that wait for a type, by id; `after` is the last id of the page before. */
  waitingFor(workspaceId: string, type: string, limit: number, after?: string): Promise<string[]>;
}

/** Listener is what a run waits for; without types, for every event. */
export interface Listener {
  types?: readonly string[];
}

/** listenersOf is what a run that pauses waits for. */
export function listenersOf(wait: { events?: readonly string[] | 'any' } | undefined): Listener[] {
  if (wait?.events === undefined) return [];
  return [wait.events === 'any' ? {} : { types: wait.events }];
}

/** listenedTypes are the rows that listeners make: '' is every type, and makes the others needless. */
export function listenedTypes(listeners: readonly Listener[]): string[] {
  if (listeners.some(each => each.types === undefined)) return [''];
  return [...new Set(listeners.flatMap(each => each.types ?? []))];
}
