import { type z } from 'zod';

const marked = new WeakSet<object>();

/**
 * dynamic marks a part of a configuration's schema as one that the dynamic store may change while the process
 * runs. Mark last: `.default()` may follow, but `.refine()` and the like make another schema.
 */
export function dynamic<S extends z.ZodType>(schema: S): S {
  // A schema such as `duration` stands in many places, of which this is one.
  const copy = schema.clone();
  marked.add(copy);
  return copy;
}

/** Place is what a schema has at a path: a value that may change or may not, a group of values, or nothing. */
export type Place = 'dynamic' | 'fixed' | 'group' | 'nowhere';

/** What the parts of zod's schemas that wrap or hold others say of themselves. */
interface Definition {
  type: string;
  innerType?: z.ZodType;
  in?: z.ZodType;
  shape?: Readonly<Record<string, z.ZodType>>;
  valueType?: z.ZodType;
}

const wrappers = new Set(['default', 'prefault', 'optional', 'nullable', 'readonly', 'catch']);

/** The schema below defaults and transformations, and whether a mark was met on the way. */
function unwrap(schema: z.ZodType): { inner: Definition; isMarked: boolean } {
  let current = schema;
  let isMarked = marked.has(current);
  for (;;) {
    const definition = current.def as unknown as Definition;
    const next = wrappers.has(definition.type)
      ? definition.innerType
      : definition.type === 'pipe'
        ? definition.in
        : undefined;
    if (next === undefined) return { inner: definition, isMarked };
    current = next;
    isMarked ||= marked.has(current);
  }
}

function child({ type, shape, valueType }: Definition, name: string): z.ZodType | undefined {
  if (type === 'object') return shape && Object.hasOwn(shape, name) ? shape[name] : undefined;
  return type === 'record' ? valueType : undefined;
}

/** placeOf tells what the schema has at a path. */
export function placeOf(schema: z.ZodType, path: readonly string[]): Place {
  let { inner, isMarked: isDynamic } = unwrap(schema);
  for (const name of path) {
    const next = child(inner, name);
    if (next === undefined) return 'nowhere';
    const { inner: below, isMarked } = unwrap(next);
    inner = below;
    isDynamic ||= isMarked;
  }
  if (inner.type === 'object' || inner.type === 'record') return 'group';
  return isDynamic ? 'dynamic' : 'fixed';
}

/** dynamicKeys lists every key that the dynamic store may set, dotted; `*` stands for names that are free. */
export function dynamicKeys(schema: z.ZodType): string[] {
  const found: string[] = [];
  const walk = (at: z.ZodType, path: readonly string[], above: boolean): void => {
    const { inner, isMarked } = unwrap(at);
    const isDynamic = above || isMarked;
    if (inner.type === 'object') {
      for (const [name, next] of Object.entries(inner.shape ?? {})) walk(next, [...path, name], isDynamic);
    } else if (inner.type === 'record' && inner.valueType) walk(inner.valueType, [...path, '*'], isDynamic);
    else if (isDynamic) found.push(path.join('.'));
  };
  walk(schema, [], false);
  return found;
}
