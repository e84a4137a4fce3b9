import { z } from 'zod';
import type { BulkOperation__Output } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/BulkOperation';
import { compact } from '../http/compact.ts';
import { iso, required, requiredIso, time, typedId } from './common.ts';
import { fromEnum } from './enums.ts';

/** bulkAction is what is done to each of many runs. */
export const bulkAction = z.enum(['cancel', 'suspend', 'resume', 'rerun']);

const count = (description: string) => z.int().meta({ description });

/** bulkOperation is an action on many runs. */
export const bulkOperation = z
  .object({
    id: typedId('blk').optional().meta({ description: 'Absent for a dry run, of which nothing is kept.' }),
    action: bulkAction,
    status: z.enum(['running', 'completed']),
    dryRun: z.boolean(),
    matched: count('Executions to which the action applied at the begin; at most 1,000,000 are counted.'),
    changed: count('Changed so far.'),
    skipped: count('Had ended, or changed otherwise, before their turn.'),
    failed: count('Could not be changed.'),
    createdAt: time,
    endedAt: time.optional(),
  })
  .meta({ id: 'BulkOperation' });

/** presentBulkOperation presents an operation. */
export function presentBulkOperation(message: BulkOperation__Output | null) {
  const { id, action, dryRun, matched, changed, skipped, failed, createdAt, endedAt } = required(message);
  return compact({
    id: id || undefined,
    action: fromEnum('BULK_ACTION', action),
    status: endedAt ? 'completed' : 'running',
    dryRun,
    matched,
    changed,
    skipped,
    failed,
    createdAt: requiredIso(createdAt),
    endedAt: iso(endedAt),
  });
}
