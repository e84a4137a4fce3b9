import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { bulkNotFound, type BulkOperation, type BulkRepository } from '../domain/bulk-operation.ts';

/** createGetBulkOperation tells how far an operation is. Fails with BULK.NOT_FOUND. */
export function createGetBulkOperation({ bulk }: { bulk: BulkRepository }) {
  return async ({ id }: { id: string }, call: Call): Promise<BulkOperation> => {
    requirePermission(call, 'workflow:read');
    const found = await bulk.find(requireWorkspace(call), id);
    if (!found) throw bulkNotFound();
    return found;
  };
}
