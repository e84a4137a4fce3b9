import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { hashOf } from '../domain/document.ts';
import { type JsonObject } from '../domain/json.ts';
import { type DocumentLimits, parseDocument } from '../domain/parse-document.ts';
import { requireValid, validateDocument } from '../domain/validate-document.ts';
import { type DocumentFormat, type WorkflowVersion } from '../domain/workflow.ts';
import { type DocumentTools } from './ports.ts';

/** DocumentRequest carries a document as it was sent. */
export interface DocumentRequest {
  source: string;
  format: DocumentFormat;
}

/** DocumentReader reads and checks documents. */
export interface DocumentReader {
  /** The version that a valid document makes. Fails with WORKFLOW.INVALID or WORKFLOW.TOO_LARGE. */
  read(request: DocumentRequest): Promise<WorkflowVersion>;
  /** What is wrong with a document; fails as read does when it cannot be read at all. */
  problems(request: DocumentRequest): Promise<FieldError[]>;
}

/** createDocumentReader makes a reader with the limits of this installation. */
export function createDocumentReader(
  deps: DocumentTools & { documentLimits: DocumentLimits },
): DocumentReader {
  const { documentLimits: limits } = deps;
  const check = (document: JsonObject) => validateDocument(document, { ...deps, limits });
  return {
    async read({ source, format }) {
      const parsed = parseDocument(source, format, limits);
      const document = requireValid(parsed, await check(parsed));
      const { namespace, name, version } = document.document;
      return { namespace, name, version, hash: hashOf(document), format, source, document };
    },
    problems: async ({ source, format }) => check(parseDocument(source, format, limits)),
  };
}
