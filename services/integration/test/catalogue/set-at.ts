/** setAt gives a copy of a value with something else at a dotted path, or a list of keys; objects come into being on the way. */
export function setAt(target: unknown, path: string | readonly string[], value: unknown): unknown {
  const [key, ...rest] = typeof path === 'string' ? path.split('.').filter(part => part !== '') : path;
  if (key === undefined) return value;
  const isList = Array.isArray(target) || (target === undefined && /^\d+$/.test(key));
  const copy = (
    isList ? [...((target as unknown[] | undefined) ?? [])] : { ...(target as object) }
  ) as Record<string, unknown>;
  copy[key] = setAt(copy[key], rest, value);
  return copy;
}
