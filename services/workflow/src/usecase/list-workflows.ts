import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { type Page, type Workflow, type WorkflowRepository } from '../domain/workflow.ts';

/** createListWorkflows lists the newest version of each definition, newest definition first. */
export function createListWorkflows({ workflows }: { workflows: WorkflowRepository }) {
  return async ({ namespace, ...page }: { namespace?: string } & Page, call: Call): Promise<Workflow[]> => {
    requirePermission(call, 'workflow:read');
    return workflows.list(requireWorkspace(call), namespace === undefined ? {} : { namespace }, page);
  };
}
