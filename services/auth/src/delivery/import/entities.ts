import type { ImportEntity } from '@neighbourhood/shared/import/entity';
import { workspaceIdOf } from '@neighbourhood/shared/import/workspace-ref';
import { createPostgresAudit } from '../../repository/postgres-audit.ts';
import {
  findImportedUsers,
  readImportedUsers,
  readImportedWorkspaces,
} from '../../repository/postgres-imports.ts';
import { createPostgresMembers } from '../../repository/postgres-members.ts';
import { createPostgresUsers } from '../../repository/postgres-users.ts';
import { createPostgresWorkspaces } from '../../repository/postgres-workspaces.ts';
import { createImportUser, type ImportedUser } from '../../usecase/import-user.ts';
import { createImportWorkspace, type ImportedWorkspace } from '../../usecase/import-workspace.ts';
import { userRow, workspaceRow } from './rows.ts';

/** users are imported first: workspaces name them. */
export const users: ImportEntity<ImportedUser> = {
  name: 'users',
  schema: userRow,
  keyOf: ({ legacyId }) => ({ workspaceId: '', legacyId }),
  stored: readImportedUsers,
  taker(client) {
    const { create, update } = createImportUser(createPostgresUsers(client));
    return {
      create,
      update: (row, { changed }, at, { id }) => update(id, row, at, changed),
    };
  },
};

/** workspaces come with their members. */
export function workspaces(loopback: boolean): ImportEntity<ImportedWorkspace> {
  return {
    name: 'workspaces',
    schema: workspaceRow(loopback),
    keyOf: ({ legacyId }) => ({ workspaceId: '', legacyId }),
    stored: readImportedWorkspaces,
    taker(client) {
      const repositories = {
        workspaces: createPostgresWorkspaces(client),
        members: createPostgresMembers(client),
        audit: createPostgresAudit(client),
      };
      const { create, update } = createImportWorkspace({
        repositories,
        findUsers: findImportedUsers(client),
        idOf: workspaceIdOf,
      });
      return {
        create,
        update: (row, { changed }, at, { id }) => update(id, row, at, changed),
      };
    },
  };
}
