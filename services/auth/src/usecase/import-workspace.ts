import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import type { Role } from '../domain/permission.ts';
import type { Repositories } from '../domain/repositories.ts';
import type { Workspace } from '../domain/workspace.ts';

/** ImportedWorkspace is a tenant of an earlier system; owner and members are named by their legacy ids. */
export interface ImportedWorkspace {
  readonly legacyId: string;
  readonly name: string;
  readonly owner: string;
  readonly members: readonly { readonly user: string; readonly role: Role }[];
  readonly redirectUris: readonly string[];
  readonly createdAt: string;
}

/** FindImportedUsers gives the ids of users by their legacy ids, of those that were imported. */
export type FindImportedUsers = (legacyIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;

const refused = (fields: readonly FieldError[]) =>
  new AppError('invalidArgument', 'REQUEST.INVALID', 'The workspace cannot be imported as it is.', {
    fields,
  });

/** createImportWorkspace makes workspaces with their members; users have to be imported first. */
export function createImportWorkspace(deps: {
  repositories: Pick<Repositories, 'workspaces' | 'members' | 'audit'>;
  findUsers: FindImportedUsers;
  /** What a legacy id becomes, in every service alike. */
  idOf: (legacyId: string) => string;
}) {
  const { workspaces, members, audit } = deps.repositories;

  /** The ids of owner and members, who all have to be known. */
  async function resolve({ owner, members: others }: ImportedWorkspace) {
    const found = await deps.findUsers([owner, ...others.map(({ user }) => user)]);
    const unknown = others.flatMap(({ user }, at) =>
      found.has(user) ? [] : [{ path: `members.${at}.user`, message: 'is no imported user' }],
    );
    const ownerId = found.get(owner);
    if (ownerId === undefined) unknown.push({ path: 'owner', message: 'is no imported user' });
    if (ownerId === undefined || unknown.length > 0) throw refused(unknown);
    const roles = new Map(others.map(({ user, role }) => [found.get(user) ?? '', role]));
    return { ownerId, roles: roles.set(ownerId, 'admin') };
  }

  async function record(workspaceId: string, at: Date): Promise<void> {
    const actor = { actorKind: 'import', actorId: '', requestId: '' };
    const deed = { workspaceId, action: 'workspace.imported', targetId: workspaceId, detail: {} };
    await audit.add({ id: newId('aud'), at, ...actor, ...deed });
  }

  return {
    async create(row: ImportedWorkspace, at: Date): Promise<string> {
      const { ownerId, roles } = await resolve(row);
      const { name, redirectUris } = row;
      const [id, createdAt] = [deps.idOf(row.legacyId), new Date(row.createdAt)];
      const workspace: Workspace = {
        id,
        name,
        plan: 'free',
        ownerId,
        redirectUris,
        createdAt,
        updatedAt: at,
      };
      await workspaces.create(workspace);
      for (const [userId, role] of roles)
        await members.put({ workspaceId: id, userId, role, addedAt: createdAt });
      await record(id, at);
      return id;
    },

    /** A workspace that was changed here, or has other members now, stays as it is. */
    async update(
      id: string,
      row: ImportedWorkspace,
      at: Date,
      changedHere: boolean,
    ): Promise<'updated' | 'kept'> {
      const workspace = await workspaces.lock(id);
      if (changedHere || workspace === undefined) return 'kept';
      const { ownerId, roles } = await resolve(row);
      if (ownerId !== workspace.ownerId)
        throw refused([{ path: 'owner', message: 'is another than that of the first import' }]);
      await workspaces.update({
        ...workspace,
        name: row.name,
        redirectUris: row.redirectUris,
        updatedAt: at,
      });
      for (const { userId } of await members.listAll(id))
        if (!roles.has(userId)) await members.remove(id, userId);
      for (const [userId, role] of roles) await members.put({ workspaceId: id, userId, role, addedAt: at });
      await record(id, at);
      return 'updated';
    },
  };
}
