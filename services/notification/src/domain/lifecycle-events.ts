import { lifecycleTypes } from '@neighbourhood/shared/events/lifecycle-types';
import { derivedId } from './derived-id.ts';
import { type Message } from './message.ts';

/** What the event of a run that carries such a type is called there, and the status that the run has by it. */
const phases = {
  started: 'running',
  suspended: 'suspended',
  resumed: 'running',
  cancelled: 'cancelled',
  faulted: 'faulted',
  completed: 'completed',
} as const;
type Phase = keyof typeof phases;

const ours = 'workflow.execution.';

interface RunData {
  executionId: string;
  workflowVersion: string;
  workflowNamespace?: string;
  workflowName?: string;
  at: string;
  output?: unknown;
  error?: unknown;
}

/**
 * lifecycleOf are the DSL's lifecycle events that a message about a run says as well: the same in the specification's
 * words. None for other messages.
 */
export function lifecycleOf(message: Message): Message[] {
  const phase = Object.keys(phases).find((name): name is Phase => message.type === ours + name);
  if (!phase) return [];
  const data = message.data as RunData;
  const { workflowNamespace: namespace = '', workflowName = '', executionId, at, output, error } = data;
  const name = `${workflowName}-${executionId}.${namespace}`;
  const definition = { name: workflowName, namespace, version: data.workflowVersion };
  const said = {
    name,
    ...(phase === 'started' ? { definition } : {}),
    [`${phase}At`]: at,
    ...(phase === 'completed' && output !== undefined ? { output } : {}),
    ...(phase === 'faulted' ? { error } : {}),
  };
  const { id, workspaceId, time, receivedAt } = message;
  const derive = (type: string, what: object): Message => ({
    id: derivedId('evt', new Date(time), [id, type]),
    workspaceId,
    type,
    time,
    data: what,
    receivedAt,
  });
  return [
    derive(lifecycleTypes.workflow[phase], said),
    derive(lifecycleTypes.workflow.statusChanged, { name, updatedAt: at, status: phases[phase] }),
  ];
}
