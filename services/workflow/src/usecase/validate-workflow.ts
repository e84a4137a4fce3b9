import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type FieldError, isAppError } from '@neighbourhood/shared/errors/app-error';
import { type DocumentReader, type DocumentRequest } from './read-document.ts';

/** createValidateWorkflow tells what is wrong with a document and stores nothing; that it is wrong is no failure. */
export function createValidateWorkflow({ documents }: { documents: DocumentReader }) {
  return async (request: DocumentRequest, call: Call): Promise<FieldError[]> => {
    requirePermission(call, 'workflow:read');
    const workspaceId = requireWorkspace(call);
    try {
      return await documents.problems(request, workspaceId);
    } catch (error) {
      if (isAppError(error, 'WORKFLOW.INVALID')) return [...error.fields];
      throw error;
    }
  };
}
