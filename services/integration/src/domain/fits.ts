import { RE2JS } from 're2js';

/**
 * patternOf reads a regular expression, in time that is linear in the text whatever the pattern: tenants write some, and
 * one that backtracks without end would stop everybody. It knows no look-around and no references (RE2's syntax).
 * Throws an Error that says what is wrong with it.
 */
export function patternOf(pattern: string): (text: string) => boolean {
  const compiled = RE2JS.compile(pattern);
  return text => compiled.matcher(text).find();
}

/** fits tells whether a text fits a pattern. */
export function fits(pattern: string, text: string): boolean {
  return patternOf(pattern)(text);
}
