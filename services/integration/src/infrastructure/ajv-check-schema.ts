import type { FieldError } from '@neighbourhood/shared/errors/app-error';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../domain/provider.ts';

const ajv = new Ajv2020({ allErrors: true, useDefaults: true, strictTypes: false, strictTuples: false });
const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/** checkSchema validates by JSON Schema 2020-12, filling in defaults; a schema is compiled once. */
export function checkSchema(schema: JsonSchema, value: unknown): FieldError[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value) ? [] : (validate.errors ?? []).map(toFieldError);
}

/** schemaProblem says why a schema cannot be used, or nothing. */
export function schemaProblem(schema: JsonSchema): string[] {
  try {
    checkSchema(schema, undefined);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function toFieldError({ instancePath, keyword, params, message }: ErrorObject): FieldError {
  const detail = params as {
    missingProperty?: string;
    additionalProperty?: string;
    allowedValues?: unknown[];
  };
  const parts = instancePath.split('/').slice(1).map(unescapePointer);
  if (keyword === 'required' && detail.missingProperty !== undefined) {
    return { path: [...parts, detail.missingProperty].join('.'), message: 'is missing' };
  }
  if (keyword === 'additionalProperties' && detail.additionalProperty !== undefined) {
    return { path: [...parts, detail.additionalProperty].join('.'), message: 'is not known' };
  }
  if (keyword === 'enum') {
    return { path: parts.join('.'), message: `must be one of ${JSON.stringify(detail.allowedValues)}` };
  }
  return { path: parts.join('.'), message: message ?? 'is not valid' };
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
