import { AppError } from '@neighbourhood/shared/errors/app-error';
import { readYaml, YamlError } from '@neighbourhood/shared/yaml/read-yaml';
import { isObject, type Json, type JsonObject } from './json.ts';

/** DocumentLimits bounds what a document may ask of us before anything else looks at it. */
export interface DocumentLimits {
  /** Bytes of UTF-8. */
  maxBytes: number;
  /** Nesting of objects and arrays. */
  maxDepth: number;
  /** Tasks at all levels. */
  maxTasks: number;
}

/**
 * parseDocument reads a document as JSON or YAML (of which JSON is a part). Fails with WORKFLOW.INVALID
 * when it cannot be read, WORKFLOW.TOO_LARGE when it is over the limits; those of YAML are tighter.
 */
export function parseDocument(text: string, format: 'json' | 'yaml', limits: DocumentLimits): JsonObject {
  if (Buffer.byteLength(text) > limits.maxBytes)
    throw tooLarge(`A document may have ${limits.maxBytes} bytes.`);
  const value = format === 'json' ? readJson(text) : readYamlText(text);
  if (!isObject(value)) throw invalid('A workflow document is an object.');
  if (deeperThan(value, limits.maxDepth))
    throw tooLarge(`A document may nest ${limits.maxDepth} levels deep.`);
  const json = JSON.stringify(value);
  if (Buffer.byteLength(json) > limits.maxBytes)
    throw tooLarge(`A document may have ${limits.maxBytes} bytes.`);
  return JSON.parse(json) as JsonObject;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as Json;
  } catch (cause) {
    throw invalid(`This is not JSON: ${(cause as Error).message}.`);
  }
}

function readYamlText(text: string): unknown {
  try {
    return readYaml(text);
  } catch (cause) {
    if (!(cause instanceof YamlError)) throw cause;
    const message = `This is not YAML: ${cause.message}.`;
    throw cause.tooLong ? tooLarge(message) : invalid(message);
  }
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some(member => deeperThan(member, levels - 1));
}

function invalid(message: string): AppError {
  return new AppError('invalidArgument', 'WORKFLOW.INVALID', 'The workflow document cannot be read.', {
    fields: [{ path: '', message }],
  });
}

function tooLarge(message: string): AppError {
  return new AppError('payloadTooLarge', 'WORKFLOW.TOO_LARGE', message);
}
