import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { importsOf } from '../domain/imports.ts';
import { isObject, type Json, type JsonObject } from '../domain/json.ts';
import { WorkflowFault } from '../domain/workflow-error.ts';

/** Library reads what documents take from elsewhere. */
export interface Library {
  /** A document in JSON or YAML, or a text. Rejects with WorkflowFault. */
  read(workspaceId: string, endpoint: Json, as: 'document' | 'text'): Promise<Json>;
}

const most = 20;
const deepest = 4;

/**
 * importResources puts what a document takes from elsewhere into it, and what that takes in turn. Returns what could not
 * be had, each with its path.
 */
export async function importResources(
  document: JsonObject,
  workspaceId: string,
  library: Library,
): Promise<FieldError[]> {
  let count = 0;
  for (let depth = 0; depth <= deepest; depth++) {
    const wanted = importsOf(document);
    if (wanted.length === 0) return [];
    const problems: FieldError[] = [];
    for (const { path, endpoint, kind, place } of wanted) {
      if (++count > most)
        return [
          { path, message: `is one of more than ${most} parts that the document takes from elsewhere` },
        ];
      try {
        const found = await library.read(workspaceId, endpoint, kind === 'script' ? 'text' : 'document');
        if (kind === 'function' && !isObject(found)) problems.push({ path, message: 'is no function' });
        else place(found);
      } catch (error) {
        if (!(error instanceof WorkflowFault)) throw error;
        problems.push({ path, message: `could not be read: ${error.message}` });
      }
    }
    if (problems.length > 0) return problems;
  }
  return [{ path: '', message: `takes parts from elsewhere that take parts, more than ${deepest} deep` }];
}
