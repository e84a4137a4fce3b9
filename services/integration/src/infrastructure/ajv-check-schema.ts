import type { FieldError } from '@neighbourhood/shared/errors/app-error';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { bounded } from '../domain/bounded.ts';
import { patternOf } from '../domain/fits.ts';
import type { JsonSchema } from '../domain/provider.ts';

const options = { allErrors: true, useDefaults: true, strictTypes: false, strictTuples: false };
const ajv = withFormats(new Ajv2020(options));
const compiled = new WeakMap<JsonSchema, ValidateFunction>();

/** checkSchema validates by JSON Schema 2020-12, filling in defaults; a schema is compiled once. */
export function checkSchema(schema: JsonSchema, value: unknown): FieldError[] {
  const validate = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, validate);
  return validate(value) ? [] : (validate.errors ?? []).map(toFieldError);
}

/**
 * compileGuarded compiles schemas that a tenant wrote, and says why one cannot be used: apart from all others, so that
 * an `$id` is nobody else's, and with patterns that take no longer than their texts are long.
 */
export function compileGuarded(schemas: readonly JsonSchema[]): string[] {
  const regExp = Object.assign(
    (pattern: string, flags: string) => ({
      test: patternOf(pattern),
      // By this text the compiler tells patterns apart.
      toString: () => `/${pattern}/${flags}`,
    }),
    { code: 'new RegExp' },
  );
  const own = withFormats(new Ajv2020({ ...options, code: { regExp } }));
  return schemas.flatMap(schema => {
    try {
      compiled.set(schema, inTime(bounded(() => own.compile(schema), 1_000)));
      return [];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  });
}

/** Branches within branches can take longer than anybody waits: what cannot be checked in time does not fit. */
function inTime(validate: ValidateFunction): ValidateFunction {
  const guarded = Object.assign((value: unknown): boolean => {
    try {
      const fitting = bounded(() => validate(value), 100);
      guarded.errors = validate.errors ?? null;
      return fitting;
    } catch {
      guarded.errors = [
        { instancePath: '', schemaPath: '', keyword: 'time', params: {}, message: 'takes too long to check' },
      ];
      return false;
    }
  }, validate);
  return guarded as ValidateFunction;
}

function withFormats(instance: Ajv2020): Ajv2020 {
  addFormats.default(instance, ['date', 'date-time', 'time', 'email', 'uri', 'uuid']);
  return instance;
}

/** schemaProblem says why a schema is none, or nothing; it is compiled when it is needed, which costs far more. */
export function schemaProblem(schema: JsonSchema): string[] {
  return ajv.validateSchema(schema) === true ? [] : [ajv.errorsText(ajv.errors)];
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
