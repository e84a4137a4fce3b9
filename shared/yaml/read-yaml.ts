import { type Document, isScalar, parseDocument, visit } from 'yaml';

/** Bytes of UTF-8 that a YAML text may have: reading it takes some seconds per MiB, and everybody else waits. */
export const longestYaml = 256 * 1024;

/** YamlError says why a text cannot be read; its message is meant for whoever wrote it. */
export class YamlError extends Error {
  /** Whether the text is over `longestYaml`, and was not looked at. */
  readonly tooLong: boolean;

  constructor(message: string, { tooLong = false, cause }: { tooLong?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.name = 'YamlError';
    this.tooLong = tooLong;
  }
}

/**
 * readYaml reads one YAML 1.2 document (core schema) that a stranger wrote, in time proportional to its length. A
 * name twice in one mapping, a name that is no scalar, and aliases that unfold far fail with YamlError. Nesting
 * and circles are the caller's to check.
 */
export function readYaml(text: string): unknown {
  if (Buffer.byteLength(text) > longestYaml)
    throw new YamlError(`it has more than ${longestYaml / 1024} KiB; JSON may be longer`, { tooLong: true });
  // Not by the parser, which compares each name of a mapping with each other.
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    logLevel: 'error',
  });
  const [error] = document.errors;
  if (error) throw new YamlError(firstLine(error), { cause: error });
  try {
    refuseRepeatedNames(document);
    return document.toJS({ maxAliasCount: 50 }) as unknown;
  } catch (cause) {
    throw cause instanceof YamlError ? cause : new YamlError(firstLine(cause), { cause });
  }
}

function refuseRepeatedNames(document: Document): void {
  visit(document, {
    Map(_key, { items }) {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) throw new YamlError('a name in a mapping must be a scalar');
        const name = String(key.value);
        if (seen.has(name)) throw new YamlError(`the name ${name.slice(0, 100)} is in one mapping twice`);
        seen.add(name);
      }
    },
  });
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
