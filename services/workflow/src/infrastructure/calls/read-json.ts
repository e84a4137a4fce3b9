import { type Json } from '../../domain/json.ts';

/** Levels of objects and arrays in a foreign document: what works by recursion later must not overflow. */
export const deepestJson = 100;

/** readJson parses what a stranger wrote. Throws SyntaxError, also when it is nested too deeply. */
export function readJson(text: string): Json {
  if (depthOf(text) > deepestJson) throw new SyntaxError(`nested more than ${deepestJson} deep`);
  return JSON.parse(text) as Json;
}

/** The deepest nesting of brackets outside of strings, without building anything. */
function depthOf(text: string): number {
  if (text.length <= 2 * deepestJson) return 0;
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (quoted) {
      if (code === 0x5c) index++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x7b || code === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return deepest;
}

/** boundedDepth tells whether a value is not nested too deeply. */
export function boundedDepth(value: unknown, left = deepestJson): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return left > 0 && Object.values(value).every(each => boundedDepth(each, left - 1));
}
