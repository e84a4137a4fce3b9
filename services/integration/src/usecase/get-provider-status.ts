import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { requireProvider } from './find-provider.ts';
import type { WorkspaceCatalogue, ProviderHealth, ProviderStatus } from './ports.ts';

/** createGetProviderStatus tells how a provider fares from here. */
export function createGetProviderStatus({
  catalogue,
  health,
}: {
  catalogue: WorkspaceCatalogue;
  health: ProviderHealth;
}) {
  return async (request: { provider: string }, call: Call): Promise<ProviderStatus> => {
    requirePermission(call, 'integration:read');
    const workspaceId = requireWorkspace(call);
    return health.status(await requireProvider(catalogue, workspaceId, request.provider), workspaceId);
  };
}
