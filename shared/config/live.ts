import { type z } from 'zod';
import { type ConfigSources, loadConfig } from './load.ts';

/** LiveConfig is configuration that the dynamic store may change while the process runs. */
export interface LiveConfig<T> {
  readonly current: T;
  /** Calls back after each change that passed the schema; returns how to stop. */
  onChange(listener: (next: T) => void): () => void;
  /** Takes the store's keys as they are now. A change that breaks the schema throws, and changes nothing. */
  apply(dynamic: Readonly<Record<string, string>>): void;
}

/** liveConfig loads the configuration once, and again whenever `apply` brings other dynamic values. */
export function liveConfig<S extends z.ZodType>(sources: ConfigSources<S>): LiveConfig<z.output<S>> {
  const listeners = new Set<(next: z.output<S>) => void>();
  let dynamic = { ...sources.dynamic };
  let current = loadConfig(sources);
  return {
    get current() {
      return current;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply(changes) {
      const next = { ...dynamic, ...changes };
      if (JSON.stringify(next) === JSON.stringify(dynamic)) return;
      current = loadConfig({ ...sources, dynamic: next });
      dynamic = next;
      for (const listener of listeners) listener(current);
    },
  };
}
