import { z } from 'zod';
import { isAppError } from '../errors/app-error.ts';

/** Files of text know strings only: these read what JSON lines write as it is, and CSV as text. */

/** text is a string of at most `max` characters. */
export const text = (max: number) => z.string().max(max);

/** legacyId is how the old system named something. */
export const legacyId = z.union(
  [z.string().min(1).max(128), z.int().transform(String)],
  'must be a text of 1 to 128 characters, or a whole number',
);

/** instant is a time as RFC 3339 writes it, with its zone; normal form: UTC, milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, error: 'must be a time as 2026-01-31T12:00:00Z' })
  .transform(value => new Date(value).toISOString());

/** list is an array of strings; in CSV separated by spaces or semicolons. Normal form: sorted, each once. */
export const list = z
  .union(
    [z.array(z.string().min(1)), z.string().transform(value => value.split(/[\s;]+/).filter(Boolean))],
    'must be a list of texts',
  )
  .transform(items => [...new Set(items)].toSorted());

/** yesNo is a boolean; in CSV `true` or `false`. */
export const yesNo = z.union(
  [z.boolean(), z.enum(['true', 'false']).transform(value => value === 'true')],
  'must be true or false',
);

/** json reads a value of the given shape; in CSV written as JSON. */
export const json = <S extends z.ZodType>(shape: S) =>
  z.preprocess((value, context) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      context.issues.push({ code: 'custom', message: 'must be JSON', input: value });
      return z.NEVER;
    }
  }, shape);

/** by reads a string by a rule of the domain, which throws an AppError that says what is wrong. */
export const by = <T>(rule: (value: string) => T) =>
  z.string().transform((value, context): T => {
    try {
      return rule(value);
    } catch (error) {
      if (!isAppError(error)) throw error;
      context.addIssue({ code: 'custom', message: error.fields[0]?.message ?? error.message });
      return z.NEVER;
    }
  });

/** filled makes nothing of what is empty: in the normal form it is not there. */
export const filled = <S extends z.ZodType>(schema: S) =>
  z.preprocess(value => (value === '' ? undefined : value), schema.optional());
