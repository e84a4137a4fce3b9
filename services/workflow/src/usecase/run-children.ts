import { type ExecutionRepository } from '../domain/execution-repository.ts';
import { type Execution, pendingExecution } from '../domain/execution.ts';
import { type ChildEnd, type Children } from '../domain/interpreter/machine.ts';
import { fault } from '../domain/workflow-error.ts';
import { type WorkflowRepository } from '../domain/workflow.ts';
import { type Drive } from './drive-execution.ts';
import { type Clock } from './ports.ts';

interface Deps {
  workflows: WorkflowRepository;
  executions: ExecutionRepository;
  drive: Drive;
  now: Clock;
}

/** How many runs may stand above each other: a workflow that runs itself ends here. */
const deepest = 10;

/** createRunChildren starts other workflows of the workspace for a run, with its end user, connections and purpose. */
export function createRunChildren({ workflows, executions, drive, now }: Deps) {
  return (parent: Execution): Children => ({
    async start({ namespace, name, version, input, idempotencyKey, rerun }) {
      if (parent.depth + 1 > deepest)
        throw fault('runtime', `Workflows may run each other ${deepest} deep; does one run itself?`);
      const wanted = rerun?.version ?? (version === 'latest' ? undefined : version);
      const workflow = await workflows.findByName(parent.workspaceId, namespace, name, wanted);
      if (!workflow)
        throw fault('configuration', `There is no workflow ${namespace}/${name} in version ${version}`);
      const { id: parentId, connections, purpose, startedBy, endUserId } = parent;
      const { execution, isNew } = await executions.insert(
        pendingExecution(workflow, {
          input,
          connections,
          purpose,
          startedBy,
          idempotencyKey: `child:${idempotencyKey}`,
          createdAt: now(),
          parentId,
          depth: parent.depth + 1,
          ...(rerun ? { rerun } : {}),
          ...(endUserId === undefined ? {} : { endUserId }),
        }),
      );
      if (isNew) drive(execution.id);
      return execution.id;
    },

    async end(executionId) {
      const child = await executions.find(parent.workspaceId, executionId);
      return child && endOf(child);
    },
  });
}

function endOf({ status, output = null, error }: Execution): ChildEnd | undefined {
  if (status === 'completed') return { status, output };
  if (status === 'faulted' && error) return { status, error };
  return status === 'cancelled' ? { status } : undefined;
}
