import type { Call } from '@neighbourhood/shared/call/call';
import type { MemberProfile } from '../domain/member.ts';
import type { MemberRepository } from '../domain/repositories.ts';
import { listPage } from './list-page.ts';
import type { PageOf, PageRequest } from './list-page.ts';
import type { RequireAccess } from './workspace-access.ts';

/** createListMembers lists who belongs to a workspace, in order of joining; needs `user:read`. */
export function createListMembers({ members, access }: { members: MemberRepository; access: RequireAccess }) {
  return async (
    request: PageRequest & { workspaceId: string },
    call: Call,
  ): Promise<PageOf<MemberProfile>> => {
    const { workspaceId } = request;
    await access(call, workspaceId, 'user:read');
    return await listPage(
      request,
      page => members.list(workspaceId, page),
      member => `${member.addedAt.getTime()}.${member.userId}`,
      /^\d{1,15}\.usr_[0-9a-z]{26}$/u,
    );
  };
}
