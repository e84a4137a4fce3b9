import { z } from 'zod';
import type { ExecutionError__Output } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/ExecutionError';
import type { ExecutionStatus__Output } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/ExecutionStatus';
import type { TaskRun__Output } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/TaskRun';
import { fromValue, type Value } from '@neighbourhood/shared/grpc/wire';
import { compact } from '../http/compact.ts';
import { iso, required, requiredIso, time, typedId } from './common.ts';
import { fromEnum } from './enums.ts';

/** executionStatus is the DSL's status of a run or task. */
export const executionStatus = z.enum([
  'pending',
  'running',
  'waiting',
  'suspended',
  'cancelled',
  'faulted',
  'completed',
]);

const executionError = z
  .object({ type: z.string(), status: z.int(), title: z.string(), detail: z.string(), instance: z.string() })
  .meta({ id: 'ExecutionError', description: "The DSL's error object, RFC 9457." });

/** execution is one run of a workflow. */
export const execution = z
  .object({
    id: typedId('exe'),
    workflowId: typedId('wfl'),
    workflowVersion: z.string(),
    workflowHash: z.string(),
    status: executionStatus,
    input: z.unknown().optional(),
    output: z.unknown().optional(),
    error: executionError.optional(),
    startedAt: time,
    endedAt: time.optional(),
    endUserId: z.string().optional(),
    connections: z.record(z.string(), z.string()),
    rerunOf: typedId('exe').optional().meta({ description: 'The execution that it repeats.' }),
    parentId: typedId('exe').optional().meta({ description: 'The execution that started it.' }),
  })
  .meta({ id: 'Execution' });

/** task is one task of a run. */
export const task = z
  .object({
    reference: z.string().meta({ examples: ['/do/0/getPet'] }),
    status: executionStatus,
    attempt: z.int(),
    iteration: z.string().optional(),
    startedAt: time.optional(),
    endedAt: time.optional(),
    input: z.unknown().optional(),
    output: z.unknown().optional(),
    error: executionError.optional(),
  })
  .meta({ id: 'Task' });

const given = (value: Value | null) => (value === null ? undefined : fromValue(value));
const failure = (error: ExecutionError__Output | null) => error ?? undefined;

/** presentExecution presents a run; lists come without input and output. */
export function presentExecution(message: ExecutionStatus__Output | null) {
  const from = required(message);
  const { id, workflowId, workflowVersion, workflowHash, connections } = from;
  return compact({
    id,
    workflowId,
    workflowVersion,
    workflowHash,
    status: fromEnum('EXECUTION_STATE', from.status),
    input: given(from.input),
    output: given(from.output),
    error: failure(from.error),
    startedAt: requiredIso(from.startedAt),
    endedAt: iso(from.endedAt),
    endUserId: from.endUserId || undefined,
    connections,
    rerunOf: from.rerunOf || undefined,
    parentId: from.parentId || undefined,
  });
}

/** presentTask presents one task of a run. */
export function presentTask(from: TaskRun__Output) {
  const { reference, attempt, iteration } = from;
  return compact({
    reference,
    status: fromEnum('EXECUTION_STATE', from.status),
    attempt,
    iteration: iteration || undefined,
    startedAt: iso(from.startedAt),
    endedAt: iso(from.endedAt),
    input: given(from.input),
    output: given(from.output),
    error: failure(from.error),
  });
}
