import type { Call } from '@neighbourhood/shared/call/call';
import type { ApiKey } from '../domain/api-key.ts';
import type { ApiKeyRepository } from '../domain/repositories.ts';
import { listPage } from './list-page.ts';
import type { PageOf, PageRequest } from './list-page.ts';
import type { RequireAccess } from './workspace-access.ts';

/** createListApiKeys lists a workspace's keys without their secrets, revoked ones too; needs `apikey:read`. */
export function createListApiKeys({ apiKeys, access }: { apiKeys: ApiKeyRepository; access: RequireAccess }) {
  return async (request: PageRequest & { workspaceId: string }, call: Call): Promise<PageOf<ApiKey>> => {
    const { workspaceId } = request;
    await access(call, workspaceId, 'apikey:read');
    return await listPage(
      request,
      page => apiKeys.list(workspaceId, page),
      key => key.id,
    );
  };
}
