import type { Call } from '@neighbourhood/shared/call/call';
import type { AuditEntry } from '../domain/audit-entry.ts';
import type { AuditLog } from '../domain/repositories.ts';
import { listPage } from './list-page.ts';
import type { PageOf, PageRequest } from './list-page.ts';
import type { RequireAccess } from './workspace-access.ts';

/** createListAudit lists what was done in a workspace, newest first; needs `audit:read`. */
export function createListAudit({ audit, access }: { audit: AuditLog; access: RequireAccess }) {
  return async (request: PageRequest & { workspaceId: string }, call: Call): Promise<PageOf<AuditEntry>> => {
    const { workspaceId } = request;
    await access(call, workspaceId, 'audit:read');
    return await listPage(
      request,
      page => audit.list(workspaceId, page),
      entry => entry.id,
    );
  };
}
