import { createHash } from 'node:crypto';
import { pointerStep } from '../domain/document.ts';

/** Values whose JSON is longer are kept apart. */
export const longest = 65_536;

/** LeftOut says where in a value another one is missing that is kept apart. */
export interface LeftOut {
  /** JSON pointer. */
  at: string;
  hash: string;
}

/** Payloads is what a run's values are made of: text by hash. */
export type Payloads = Map<string, string>;

/**
 * leaveOut writes a value as JSON without what is longer than it may be: such values stand in `payloads`, what is missing
 * in `missing`, inner ones before the outer. `text` is the value's JSON, as whoever has it knows that it is too long;
 * values that are short cost nothing. With `at`, the value itself may be left out, too.
 */
export function leaveOut(
  value: unknown,
  text: string,
  payloads: Payloads,
  missing: LeftOut[],
  at?: string,
): string {
  if (text.length <= longest) return text;
  const hashes = new Map<string, string>();
  const large = largeParts(value);
  const isLarge = (part: unknown) => (typeof part === 'string' ? part.length > longest / 6 : large.has(part));

  function write(part: unknown, path: string, root = false): string {
    const written = assemble(part, path);
    if (written.length <= longest || (root && at === undefined)) return written;
    const hash = hashes.get(written) ?? createHash('sha256').update(written).digest('base64url');
    hashes.set(written, hash);
    payloads.set(hash, written);
    missing.push({ at: path, hash });
    return 'null';
  }

  function assemble(part: unknown, path: string): string {
    if (typeof part !== 'object' || part === null || !Object.values(part).some(isLarge))
      return JSON.stringify(part);
    const inner = (each: unknown, name: string | number) =>
      isLarge(each) ? write(each, `${path}/${name}`) : JSON.stringify(each);
    if (Array.isArray(part)) return `[${part.map((each, index) => inner(each ?? null, index)).join()}]`;
    const members = Object.entries(part).filter(([, each]) => each !== undefined);
    return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${inner(each, pointerStep(name))}`).join()}}`;
  }

  return write(value, at ?? '', true);
}

/** largeParts are the objects and lists whose JSON may be too long: a character takes six at the most. */
function largeParts(value: unknown): Map<unknown, number> {
  const large = new Map<unknown, number>();
  function measure(part: unknown): number {
    if (typeof part === 'string') return part.length + 3;
    if (typeof part !== 'object' || part === null) return 24;
    let size = large.get(part) ?? 0;
    if (size > 0) return size;
    if (Array.isArray(part)) for (const each of part) size += measure(each);
    else for (const name in part) size += name.length + 4 + measure((part as Record<string, unknown>)[name]);
    if (size > longest / 6) large.set(part, size);
    return size + 2;
  }
  measure(value);
  return large;
}

/** putBack puts what was left out of a value back in its place. */
export function putBack<T>(value: T, missing: readonly LeftOut[], payloads: Payloads): T {
  const root = { value };
  for (const { at, hash } of missing.toReversed()) {
    const text = payloads.get(hash);
    if (text === undefined) throw new Error(`a payload of a run is gone: ${hash}`);
    const steps = at.split('/').slice(1);
    let place: Record<string, unknown> = root;
    let name = 'value';
    for (const step of steps) {
      place = place[name] as Record<string, unknown>;
      name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    }
    place[name] = JSON.parse(text);
  }
  return root.value;
}
