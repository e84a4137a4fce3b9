import { type Call } from '@neighbourhood/shared/call/call';
import { drawDocument } from '../domain/draw-document.ts';
import { type createGetWorkflow } from './get-workflow.ts';

/** createGetWorkflowGraph draws a definition's newest version as a Mermaid flowchart. */
export function createGetWorkflowGraph({
  getWorkflow,
}: {
  getWorkflow: ReturnType<typeof createGetWorkflow>;
}) {
  return async ({ id }: { id: string }, call: Call): Promise<string> =>
    drawDocument((await getWorkflow({ id }, call)).document);
}
