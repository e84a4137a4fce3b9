import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { type ExecutionRepository } from '../domain/execution-repository.ts';
import { type Execution } from '../domain/execution.ts';
import { type TaskRecord } from '../domain/run-state.ts';
import { asksForTaskEvents, taskEvent, taskEvents } from '../domain/task-events.ts';
import { type Workflow, type WorkflowRepository } from '../domain/workflow.ts';
import { type Clock } from './ports.ts';

interface Deps {
  executions: Pick<ExecutionRepository, 'tasks'>;
  workflows: Pick<WorkflowRepository, 'findPinned'>;
  /** Resolves when the events will certainly be published; those that were taken before are left out. */
  publishLifecycle(events: readonly CloudEvent[]): Promise<void>;
  now: Clock;
}

/** TaskTeller tells the DSL's lifecycle events of tasks, for documents that ask for them. */
export interface TaskTeller {
  /** Tells of lines of a run's task log, before they are stored: at least once. */
  ofRun(execution: Execution, workflow: Workflow): (records: readonly TaskRecord[]) => Promise<void>;
  /** Tells what a person did to the tasks of a run that were under way. */
  controlled(execution: Execution, phase: 'suspended' | 'resumed' | 'cancelled'): Promise<void>;
}

const page = 500;
const silent = async () => undefined;

/** createTaskTeller makes it. */
export function createTaskTeller({ executions, workflows, publishLifecycle, now }: Deps): TaskTeller {
  async function* log({ workspaceId, id }: Execution): AsyncGenerator<TaskRecord> {
    for (let after = -1; ;) {
      const records = (await executions.tasks(workspaceId, id, { limit: page, after })) ?? [];
      yield* records;
      if (records.length < page) return;
      after = records.at(-1)?.position ?? after;
    }
  }

  return {
    ofRun(execution, { document }) {
      if (!asksForTaskEvents(document)) return silent;
      return async records => {
        if (records.length > 0) await publishLifecycle(taskEvents(execution, records, now()));
      };
    },

    async controlled(execution, phase) {
      const { workspaceId, workflowId, workflowVersion, endedAt } = execution;
      const workflow = await workflows.findPinned(workspaceId, workflowId, workflowVersion);
      if (!workflow || !asksForTaskEvents(workflow.document)) return;
      const at = endedAt ?? now();
      const events: CloudEvent[] = [];
      for await (const record of log(execution)) {
        const meant =
          phase === 'cancelled'
            ? record.status === 'cancelled' && record.endedAt === endedAt?.toISOString()
            : record.status === 'running' || record.status === 'waiting';
        if (meant) events.push(taskEvent(execution, record, phase, at, at));
      }
      if (events.length > 0) await publishLifecycle(events);
    },
  };
}
