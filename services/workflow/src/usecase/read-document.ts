import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { hashOf } from '../domain/document.ts';
import { type JsonObject } from '../domain/json.ts';
import { type DocumentLimits, parseDocument } from '../domain/parse-document.ts';
import { requireValid, validateDocument } from '../domain/validate-document.ts';
import { type DocumentFormat, type WorkflowVersion } from '../domain/workflow.ts';
import { importResources, type Library } from './import-resources.ts';
import { type DocumentTools } from './ports.ts';

/** DocumentRequest carries a document as it was sent. */
export interface DocumentRequest {
  source: string;
  format: DocumentFormat;
}

/** DocumentReader reads and checks documents. */
export interface DocumentReader {
  /**
   * The version that a valid document of a workspace makes, with what it takes from elsewhere. Fails with
   * WORKFLOW.INVALID or WORKFLOW.TOO_LARGE.
   */
  read(request: DocumentRequest, workspaceId: string): Promise<WorkflowVersion>;
  /** What is wrong with a document; fails as read does when it cannot be read at all. */
  problems(request: DocumentRequest, workspaceId: string): Promise<FieldError[]>;
}

/** createDocumentReader makes a reader with the limits of this installation. */
export function createDocumentReader(
  deps: DocumentTools & { documentLimits: DocumentLimits; library: Library },
): DocumentReader {
  const { documentLimits: limits } = deps;
  const check = async (document: JsonObject, workspaceId: string) => {
    const missing = await importResources(document, workspaceId, deps.library);
    return missing.length > 0 ? missing : validateDocument(document, { ...deps, limits });
  };
  return {
    async read({ source, format }, workspaceId) {
      const parsed = parseDocument(source, format, limits);
      const document = requireValid(parsed, await check(parsed, workspaceId));
      const { namespace, name, version } = document.document;
      return { namespace, name, version, hash: hashOf(document), format, source, document };
    },
    problems: async ({ source, format }, workspaceId) =>
      check(parseDocument(source, format, limits), workspaceId),
  };
}
