import { fromTimestamp, toTimestamp } from '@neighbourhood/shared/grpc/wire';
import type { AuthApp } from '../app.ts';
import type { AuthHandlers } from './grpc.ts';
import { fromPage, fromRole, toApiKey, toAuditEntry, toMember, toRole, toWorkspace } from './wire.ts';

/** workspaceHandlers answer for workspaces, their members, keys and audit log. */
export function workspaceHandlers(app: AuthApp): AuthHandlers {
  return {
    CreateWorkspace: async ({ name }, call) => ({
      workspace: toWorkspace(await app.createWorkspace({ name }, call)),
    }),
    GetWorkspace: async (request, call) => ({
      workspace: toWorkspace(await app.getWorkspace(request, call)),
    }),
    ListWorkspaces: async (request, call) => {
      const { items, nextCursor } = await app.listWorkspaces(fromPage(request), call);
      return { workspaces: items.map(toWorkspace), nextPageToken: nextCursor };
    },
    UpdateWorkspace: async ({ workspaceId, name, redirectUris }, call) => {
      const change = { workspaceId, name, redirectUris: redirectUris?.values };
      return { workspace: toWorkspace(await app.updateWorkspace(change, call)) };
    },
    DeleteWorkspace: async (request, call) => {
      await app.deleteWorkspace(request, call);
      return {};
    },
    GetWorkspaceAccess: async (request, call) => {
      const { role, permissions } = await app.getWorkspaceAccess(request, call);
      return { role: toRole(role), permissions: [...permissions] };
    },
    GetRedirectUris: async (_request, call) => ({ redirectUris: [...(await app.getRedirectUris(call))] }),
    ListMembers: async ({ workspaceId, ...page }, call) => {
      const { items, nextCursor } = await app.listMembers({ workspaceId, ...fromPage(page) }, call);
      return { members: items.map(toMember), nextPageToken: nextCursor };
    },
    SetMemberRole: async ({ workspaceId, userId, role }, call) => ({
      member: toMember(await app.putMember({ workspaceId, userId, role: fromRole(role) }, call)),
    }),
    RemoveMember: async (request, call) => {
      await app.removeMember(request, call);
      return {};
    },
    CreateApiKey: async ({ workspaceId, name, scopes, expiresAt, rateLimitPerHour }, call) => {
      const { apiKey, key } = await app.createApiKey(
        {
          workspaceId,
          name,
          scopes,
          expiresAt: fromTimestamp(expiresAt),
          rateLimitPerHour: rateLimitPerHour === 0 ? undefined : rateLimitPerHour,
        },
        call,
      );
      return { apiKey: toApiKey(apiKey), key };
    },
    ListApiKeys: async ({ workspaceId, ...page }, call) => {
      const { items, nextCursor } = await app.listApiKeys({ workspaceId, ...fromPage(page) }, call);
      return { apiKeys: items.map(toApiKey), nextPageToken: nextCursor };
    },
    RevokeApiKey: async (request, call) => {
      await app.revokeApiKey(request, call);
      return {};
    },
    RotateApiKey: async ({ workspaceId, keyId, overlapSeconds }, call) => {
      const { apiKey, key, previousExpiresAt } = await app.rotateApiKey(
        { workspaceId, keyId, overlapSeconds },
        call,
      );
      return { apiKey: toApiKey(apiKey), key, previousExpiresAt: toTimestamp(previousExpiresAt) };
    },
    AuthenticateApiKey: async (request, call) => {
      const { apiKey, permissions } = await app.authenticateApiKey(request, call);
      const { id: keyId, workspaceId, rateLimitPerHour, expiresAt } = apiKey;
      return {
        keyId,
        workspaceId,
        permissions: [...permissions],
        rateLimitPerHour,
        expiresAt: toTimestamp(expiresAt),
      };
    },
    ListAuditEntries: async ({ workspaceId, ...page }, call) => {
      const { items, nextCursor } = await app.listAudit({ workspaceId, ...fromPage(page) }, call);
      return { entries: items.map(toAuditEntry), nextPageToken: nextCursor };
    },
  };
}
