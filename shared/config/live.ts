import { type z } from 'zod';
import { type Refusal, wantedBy } from './dynamic-keys.ts';
import { checkLayers, ConfigError, type ConfigSources, readLayers } from './load.ts';

/** Applied is what became of the dynamic store's keys. */
export interface Applied {
  /** Paths whose dynamic value is another one now, or gone. */
  changed: readonly string[];
  /** Keys without effect: what they would change keeps the value that it had. */
  refused: readonly Refusal[];
  /** Keys for all apps that have no place here. */
  foreign: readonly Refusal[];
}

/** LiveConfig is configuration that the dynamic store may change while the process runs. */
export interface LiveConfig<T> {
  readonly current: T;
  /** An object whose properties are, whenever they are read, those that `select` picks. Copying it freezes it. */
  view<V extends object>(select: (config: T) => V): V;
  /** Calls back after each change; returns how to stop. */
  onChange(listener: (next: T) => void): () => void;
  /** Takes all the keys that the store has now; what is no longer there returns to what lies below. */
  apply(items: Readonly<Record<string, string>>): Applied;
}

type Values = Readonly<Record<string, string>>;

/** liveConfig loads the configuration once, and checks it anew whenever `apply` brings other dynamic values. */
export function liveConfig<S extends z.ZodType>(
  sources: Omit<ConfigSources<S>, 'dynamic'>,
): LiveConfig<z.output<S>> {
  const { app, schema } = sources;
  const layers = readLayers(sources);
  const listeners = new Set<(next: z.output<S>) => void>();
  let accepted: Values = {};
  const first = checkLayers(schema, layers, accepted);
  if ('issues' in first) throw new ConfigError(app, first.issues);
  let current = first.config;

  /** Takes the values if the whole configuration is right with them; else says what is wrong. */
  function take(values: Values): string | undefined {
    const checked = checkLayers(schema, layers, values);
    if ('issues' in checked) return checked.issues.join('; ');
    current = checked.config;
    accepted = values;
    return undefined;
  }

  /** One after the other, as long as one more is right: what depends on another may come before it. */
  function takeEach(wanted: Values, paths: readonly string[]): Map<string, string> {
    let wrong = new Map(paths.map(path => [path, '']));
    for (let before = Infinity; wrong.size < before;) {
      before = wrong.size;
      const still = new Map<string, string>();
      for (const path of wrong.keys()) {
        const { [path]: _, ...others } = accepted;
        const value = wanted[path];
        const reason = take(value === undefined ? others : { ...others, [path]: value });
        if (reason !== undefined) still.set(path, reason);
      }
      wrong = still;
    }
    return wrong;
  }

  return {
    get current() {
      return current;
    },
    view<V extends object>(select: (config: z.output<S>) => V): V {
      let [seen, selected] = [current, select(current)];
      const read = (): V => {
        if (seen !== current) [seen, selected] = [current, select(current)];
        return selected;
      };
      const names = Object.keys(selected) as (keyof V)[];
      const properties = names.map(name => [name, { enumerable: true, get: () => read()[name] }]);
      return Object.defineProperties({}, Object.fromEntries(properties) as PropertyDescriptorMap) as V;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    apply(items) {
      const { values, refused, foreign } = wantedBy(app, schema, items);
      const wanted = Object.fromEntries([...values].map(([path, { value }]) => [path, value]));
      const before = accepted;
      const paths = differing(before, wanted);
      let wrong = new Map<string, string>();
      if (paths.length > 0 && take(wanted) !== undefined) wrong = takeEach(wanted, paths);
      const changed = differing(before, accepted);
      if (changed.length > 0) for (const listener of listeners) listener(current);
      const bad = [...wrong].map(([path, reason]) => ({ key: values.get(path)?.key ?? path, reason }));
      return { changed, refused: [...refused, ...bad], foreign };
    },
  };
}

/** The paths at which two sets of values differ. */
function differing(left: Values, right: Values): string[] {
  const paths = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...paths].filter(path => left[path] !== right[path]);
}
