import type { Queryable } from '@neighbourhood/shared/database/pool';
import type { Known, Stored } from '@neighbourhood/shared/import/entity';
import type { Role } from '../domain/permission.ts';
import type { ImportedUser } from '../usecase/import-user.ts';
import type { FindImportedUsers, ImportedWorkspace } from '../usecase/import-workspace.ts';

const filled = (text: string): string | undefined => (text === '' ? undefined : text);

interface UserRow {
  id: string;
  legacyId: string;
  email: string;
  passwordHash: string;
  firstName: string;
  lastName: string;
  company: string;
  avatarUrl: string;
  emailVerified: boolean;
  createdAt: Date;
  changed: boolean;
}

/** readImportedUsers reads users in the form in which they were imported. */
export async function readImportedUsers(
  db: Queryable,
  known: readonly Known[],
): Promise<Map<string, Stored<ImportedUser>>> {
  const { rows } = await db.query<UserRow>(
    `select u.id, i.legacy_id as "legacyId", email, password_hash as "passwordHash", first_name as "firstName",
       last_name as "lastName", company, avatar_url as "avatarUrl", email_verified as "emailVerified",
       created_at as "createdAt", updated_at <> imported_at as changed
     from users u join imported i on i.entity = 'users' and i.id = u.id where u.id = any($1)`,
    [known.map(({ id }) => id)],
  );
  return new Map(
    rows.map(({ id, changed, ...user }) => {
      const row = {
        legacyId: user.legacyId,
        email: user.email,
        passwordHash: filled(user.passwordHash),
        firstName: filled(user.firstName),
        lastName: filled(user.lastName),
        company: filled(user.company),
        avatarUrl: filled(user.avatarUrl),
        emailVerified: user.emailVerified,
        createdAt: user.createdAt.toISOString(),
      };
      return [id, { row, changed }];
    }),
  );
}

interface WorkspaceRow {
  id: string;
  legacyId: string;
  name: string;
  owner: string | null;
  members: { user: string | null; role: Role }[] | null;
  redirectUris: string[];
  createdAt: Date;
  changed: boolean;
}

/**
 * readImportedWorkspaces reads workspaces in the form in which they were imported; users are named by legacy ids, those
 * who have none by their own. Changes of a workspace and its members are known by their audit entries.
 */
export async function readImportedWorkspaces(
  db: Queryable,
  known: readonly Known[],
): Promise<Map<string, Stored<ImportedWorkspace>>> {
  const { rows } = await db.query<WorkspaceRow>(
    `select w.id, i.legacy_id as "legacyId", w.name, coalesce(o.legacy_id, w.owner_id) as owner,
       redirect_uris as "redirectUris", w.created_at as "createdAt",
       (select jsonb_agg(jsonb_build_object('user', coalesce(u.legacy_id, m.user_id), 'role', m.role))
        from members m left join imported u on u.entity = 'users' and u.id = m.user_id
        where m.workspace_id = w.id and m.user_id <> w.owner_id) as members,
       w.deleted_at is not null or exists (select from audit a where a.workspace_id = w.id and a.at > i.imported_at
         and (a.action like 'workspace.%' or a.action like 'member.%')) as changed
     from workspaces w join imported i on i.entity = 'workspaces' and i.id = w.id
       left join imported o on o.entity = 'users' and o.id = w.owner_id
     where w.id = any($1)`,
    [known.map(({ id }) => id)],
  );
  return new Map(
    rows.map(({ id, changed, members, createdAt, ...workspace }) => {
      const others = (members ?? []).map(({ user, role }) => ({ user: user ?? '', role }));
      const row = {
        ...workspace,
        owner: workspace.owner ?? '',
        members: others.toSorted((one, other) => (one.user < other.user ? -1 : 1)),
        redirectUris: workspace.redirectUris.toSorted(),
        createdAt: createdAt.toISOString(),
      };
      return [id, { row, changed }];
    }),
  );
}

/** findImportedUsers looks up what users' legacy ids became. */
export function findImportedUsers(db: Queryable): FindImportedUsers {
  return async legacyIds => {
    const { rows } = await db.query<{ legacy_id: string; id: string }>(
      `select legacy_id, id from imported where entity = 'users' and workspace_id = '' and legacy_id = any($1)`,
      [legacyIds],
    );
    return new Map(rows.map(row => [row.legacy_id, row.id]));
  };
}
