import { z } from 'zod';
import { compact } from '../http/compact.ts';
import { json, noContent } from '../http/reply.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { idParam, listOf, page, pageRequest, paging, required, typedId } from '../resources/common.ts';
import { purpose } from '../resources/consent.ts';
import { toEnum } from '../resources/enums.ts';
import { role } from '../resources/user.ts';
import * as workspaces from '../resources/workspace.ts';
import { callOptions, type RouteDependencies } from './dependencies.ts';

const tag = 'Workspaces';
const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .meta({ examples: ['Acme'] });
const byId = idParam('wsp');
const notFound = { 'WORKSPACE.NOT_FOUND': 404 };
const memberPath = z.strictObject({ id: typedId('wsp'), userId: typedId('usr') });

/** workspaceRoutes: workspaces, members, purposes and the audit trail. */
export function workspaceRoutes({ services: { auth, consent }, forget }: RouteDependencies): Route[] {
  return [
    defineRoute({
      id: 'createWorkspace',
      method: 'post',
      path: '/workspaces',
      tag,
      auth: 'user',
      idempotent: true,
      summary: 'Open a workspace; the caller is its admin',
      body: z.strictObject({ name }),
      replies: { 201: { description: 'The new workspace', schema: workspaces.workspace } },
      async handle({ body }, { call }) {
        const { workspace } = await auth.CreateWorkspace(body, call, callOptions(call));
        return json(workspaces.presentWorkspace(required(workspace)), 201);
      },
    }),
    defineRoute({
      id: 'listWorkspaces',
      method: 'get',
      path: '/workspaces',
      tag,
      auth: 'user',
      summary: 'List the own workspaces',
      query: paging,
      replies: { 200: { description: 'Newest first', schema: listOf(workspaces.workspace) } },
      async handle({ query }, { call }) {
        const answer = await auth.ListWorkspaces(pageRequest(query), call);
        return json(page(answer.workspaces, answer.nextPageToken, workspaces.presentWorkspace));
      },
    }),
    defineRoute({
      id: 'getWorkspace',
      method: 'get',
      path: '/workspaces/{id}',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'workspace:read',
      summary: 'Read a workspace',
      params: byId,
      replies: { 200: { description: 'The workspace', schema: workspaces.workspace } },
      problems: notFound,
      async handle({ params }, { call }) {
        const { workspace } = await auth.GetWorkspace({ workspaceId: params.id }, call);
        return json(workspaces.presentWorkspace(required(workspace)));
      },
    }),
    defineRoute({
      id: 'updateWorkspace',
      method: 'patch',
      path: '/workspaces/{id}',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'workspace:write',
      summary: 'Rename a workspace or set where its connections may return to',
      params: byId,
      body: z.strictObject({
        name: name.optional(),
        redirectUris: z.array(z.url().max(2048)).max(50).optional(),
      }),
      replies: { 200: { description: 'The workspace after the change', schema: workspaces.workspace } },
      problems: notFound,
      async handle({ params, body }, { call }) {
        const redirectUris = body.redirectUris && { values: body.redirectUris };
        const { workspace } = await auth.UpdateWorkspace(
          compact({ workspaceId: params.id, name: body.name, redirectUris }),
          call,
        );
        return json(workspaces.presentWorkspace(required(workspace)));
      },
    }),
    defineRoute({
      id: 'deleteWorkspace',
      method: 'delete',
      path: '/workspaces/{id}',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'workspace:delete',
      summary: 'Close a workspace',
      params: byId,
      replies: { 204: { description: 'The workspace is closed' } },
      problems: notFound,
      async handle({ params }, { call, principal }) {
        await auth.DeleteWorkspace({ workspaceId: params.id }, call);
        forget(principal.subject, params.id);
        return noContent();
      },
    }),
    defineRoute({
      id: 'listMembers',
      method: 'get',
      path: '/workspaces/{id}/members',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'user:read',
      summary: "List a workspace's members",
      params: byId,
      query: paging,
      replies: { 200: { description: 'In order of joining', schema: listOf(workspaces.member) } },
      problems: notFound,
      async handle({ params, query }, { call }) {
        const answer = await auth.ListMembers({ workspaceId: params.id, ...pageRequest(query) }, call);
        return json(page(answer.members, answer.nextPageToken, workspaces.presentMember));
      },
    }),
    defineRoute({
      id: 'setMemberRole',
      method: 'put',
      path: '/workspaces/{id}/members/{userId}',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'user:write',
      summary: 'Add a user to a workspace, or change their role',
      params: memberPath,
      body: z.strictObject({ role }),
      replies: { 200: { description: 'The member after the change', schema: workspaces.member } },
      problems: { ...notFound, 'USER.NOT_FOUND': 404, 'WORKSPACE.OWNER_ROLE': 409 },
      async handle({ params, body }, { call }) {
        const request = { workspaceId: params.id, userId: params.userId, role: toEnum('ROLE', body.role) };
        const { member } = await auth.SetMemberRole(request, call);
        forget(params.userId, params.id);
        return json(workspaces.presentMember(required(member)));
      },
    }),
    defineRoute({
      id: 'removeMember',
      method: 'delete',
      path: '/workspaces/{id}/members/{userId}',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'user:delete',
      summary: 'Remove a user from a workspace',
      params: memberPath,
      replies: { 204: { description: 'The user is no member' } },
      problems: { ...notFound, 'MEMBER.NOT_FOUND': 404, 'WORKSPACE.OWNER_ROLE': 409 },
      async handle({ params }, { call }) {
        await auth.RemoveMember({ workspaceId: params.id, userId: params.userId }, call);
        forget(params.userId, params.id);
        return noContent();
      },
    }),
    defineRoute({
      id: 'listAudit',
      method: 'get',
      path: '/workspaces/{id}/audit',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'audit:read',
      summary: 'List who did what in a workspace',
      params: byId,
      query: paging,
      replies: { 200: { description: 'Newest first', schema: listOf(workspaces.auditEntry) } },
      problems: notFound,
      async handle({ params, query }, { call }) {
        const answer = await auth.ListAuditEntries({ workspaceId: params.id, ...pageRequest(query) }, call);
        return json(page(answer.entries, answer.nextPageToken, workspaces.presentAuditEntry));
      },
    }),
    defineRoute({
      id: 'listPurposes',
      service: 'consent',
      method: 'get',
      path: '/workspaces/{id}/purposes',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'consent:read',
      summary: "List a workspace's purposes",
      params: byId,
      replies: { 200: { description: 'The built-in `automation` first', schema: listOf(purpose) } },
      problems: notFound,
      async handle(_input, { call }) {
        const { purposes } = await consent.ListPurposes({}, call);
        return json({ items: purposes });
      },
    }),
    defineRoute({
      id: 'setPurposes',
      service: 'consent',
      method: 'put',
      path: '/workspaces/{id}/purposes',
      tag,
      auth: 'any',
      workspace: 'path',
      permission: 'workspace:write',
      summary: "Replace a workspace's own purposes",
      params: byId,
      body: z.array(purpose).max(100),
      replies: { 200: { description: 'The purposes after the change', schema: listOf(purpose) } },
      problems: { ...notFound, 'CONSENT.PURPOSE_IN_USE': 409 },
      async handle({ body }, { call }) {
        const { purposes } = await consent.SetPurposes({ purposes: body }, call);
        return json({ items: purposes });
      },
    }),
  ];
}
