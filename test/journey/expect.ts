import { isDeepStrictEqual } from 'node:util';
import type { Answer } from './rest.ts';

/** Mismatch is an answer that is not as it must be. */
export class Mismatch extends Error {
  constructor(wanted: string, got: unknown) {
    super(`Expected ${wanted}, got ${JSON.stringify(got, undefined, 2)}`);
    this.name = 'Mismatch';
  }
}

/** expectThat fails with what was wanted and what came. */
export function expectThat(right: boolean, wanted: string, got: unknown): void {
  if (!right) throw new Mismatch(wanted, got);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** contains tells whether every property of `part` is in `whole`, however deep. */
export function contains(whole: unknown, part: unknown): boolean {
  if (!isObject(part) || Array.isArray(part)) return isDeepStrictEqual(whole, part);
  return isObject(whole) && Object.entries(part).every(([key, value]) => contains(whole[key], value));
}

/** expectAnswer fails unless the answer has the status, and in its body at least `part`. */
export function expectAnswer({ status, body }: Answer, wanted: number, part: object = {}): void {
  const right = status === wanted && contains(body ?? {}, part);
  expectThat(right, `${wanted} ${JSON.stringify(part)}`, { status, body });
}
