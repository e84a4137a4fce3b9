import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { ApiKey } from '../src/domain/api-key.ts';
import type { AuditEntry } from '../src/domain/audit-entry.ts';
import { emailKey } from '../src/domain/email.ts';
import type { Tally } from '../src/domain/lockout.ts';
import type { Member } from '../src/domain/member.ts';
import type { RefreshToken } from '../src/domain/refresh-token.ts';
import type { DomainEvent, Page, Repositories, Store } from '../src/domain/repositories.ts';
import { isLive, type Session } from '../src/domain/session.ts';
import type { User } from '../src/domain/user.ts';
import type { Workspace } from '../src/domain/workspace.ts';

/** Tables hold what PostgreSQL would. */
interface Tables {
  users: Map<string, User>;
  sessions: Map<string, Session & { announced?: boolean }>;
  tokens: Map<string, RefreshToken>;
  workspaces: Map<string, Workspace>;
  members: Map<string, Member>;
  apiKeys: Map<string, ApiKey>;
  attempts: Map<string, Tally>;
  audit: AuditEntry[];
  events: DomainEvent[];
}

/** MemoryStore is a Store for tests; transactions run one at a time and roll back. */
export interface MemoryStore extends Store {
  /** What was put into the outbox. */
  readonly events: () => readonly DomainEvent[];
}

/** createMemoryStore makes an empty one. */
export function createMemoryStore(): MemoryStore {
  let tables: Tables = {
    users: new Map(), sessions: new Map(), tokens: new Map(), workspaces: new Map(), members: new Map(),
    apiKeys: new Map(), attempts: new Map(), audit: [], events: [],
  }; // prettier-ignore
  const repositories = repositoriesOn(() => tables);
  let queue: Promise<unknown> = Promise.resolve();
  return {
    ...repositories,
    events: () => tables.events,
    transaction(work) {
      const result = queue.then(async () => {
        const before = structuredClone(tables);
        try {
          return await work(repositories);
        } catch (error) {
          tables = before;
          throw error;
        }
      });
      queue = result.catch(() => undefined);
      return result;
    },
  };
}

const descending = <T extends { id: string }>(rows: Iterable<T>, { limit, after }: Page): T[] =>
  [...rows]
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .filter(row => after === undefined || row.id < after)
    .slice(0, limit);

function repositoriesOn(tables: () => Tables): Repositories {
  return {
    users: memoryUsers(tables),
    sessions: memorySessions(tables),
    workspaces: memoryWorkspaces(tables),
    members: memoryMembers(tables),
    apiKeys: memoryApiKeys(tables),
    attempts: memoryAttempts(tables),
    audit: {
      add: async entry => void tables().audit.push(entry),
      list: async (workspaceId, page) =>
        descending(
          tables().audit.filter(entry => entry.workspaceId === workspaceId),
          page,
        ),
    },
    outbox: { add: async event => void tables().events.push(event) },
  };
}

function memoryUsers(tables: () => Tables): Repositories['users'] {
  const byEmail = (email: string) =>
    [...tables().users.values()].find(user => emailKey(user.email) === emailKey(email));
  const put = (user: User) => {
    const other = byEmail(user.email);
    if (other !== undefined && other.id !== user.id)
      throw new AppError('alreadyExists', 'AUTH.EMAIL_TAKEN', 'Taken.');
    tables().users.set(user.id, user);
  };
  return {
    create: async user => put(user),
    findById: async id => tables().users.get(id),
    findByEmail: async email => byEmail(email),
    update: async user => put(user),
    delete: async id => {
      for (const session of tables().sessions.values())
        if (session.userId === id) tables().sessions.delete(session.id);
      return tables().users.delete(id);
    },
  };
}

function memorySessions(tables: () => Tables): Repositories['sessions'] {
  const all = () => [...tables().sessions.values()];
  return {
    create: async (session, token) => {
      tables().sessions.set(session.id, session);
      tables().tokens.set(token.hash, token);
    },
    findById: async id => tables().sessions.get(id),
    findToken: async hash => tables().tokens.get(hash),
    listLive: async (userId, now, page) =>
      descending(
        all().filter(session => session.userId === userId && isLive(session, now)),
        page,
      ),
    lockByToken: async hash => {
      const token = tables().tokens.get(hash);
      const session = token && tables().sessions.get(token.sessionId);
      return session && { token, session };
    },
    rotate: async (used, successor) => {
      tables().tokens.set(used.hash, used).set(successor.hash, successor);
      const session = tables().sessions.get(used.sessionId);
      if (session && used.usedAt) tables().sessions.set(session.id, { ...session, lastUsedAt: used.usedAt });
    },
    end: async (id, userId, reason, at) => {
      const session = tables().sessions.get(id);
      if (session?.userId !== userId || session.endedAt !== undefined) return false;
      tables().sessions.set(id, { ...session, endedAt: at, endReason: reason });
      return true;
    },
    listUnannounced: async (since, limit) =>
      all()
        .filter(({ endedAt, announced }) => endedAt !== undefined && endedAt > since && announced !== true)
        .slice(0, limit),
    markAnnounced: async id => {
      const session = tables().sessions.get(id);
      if (session) tables().sessions.set(id, { ...session, announced: true });
    },
    purge: async before => {
      const gone = all().filter(
        ({ expiresAt, endedAt }) => expiresAt < before || (endedAt && endedAt < before),
      );
      for (const { id } of gone) tables().sessions.delete(id);
      return gone.length;
    },
  };
}

function memoryWorkspaces(tables: () => Tables): Repositories['workspaces'] {
  const find = async (id: string) => tables().workspaces.get(id);
  return {
    create: async workspace => void tables().workspaces.set(workspace.id, workspace),
    findById: find,
    lock: find,
    listByMember: async (userId, page) => {
      const mine = new Map(
        [...tables().members.values()].filter(m => m.userId === userId).map(m => [m.workspaceId, m] as const),
      );
      const workspaces = [...tables().workspaces.values()].filter(({ id }) => mine.has(id));
      return descending(workspaces, page).flatMap(workspace => {
        const member = mine.get(workspace.id);
        return member ? [{ workspace, role: member.role, addedAt: member.addedAt }] : [];
      });
    },
    update: async workspace => void tables().workspaces.set(workspace.id, workspace),
    delete: async id => tables().workspaces.delete(id),
  };
}

function memoryMembers(tables: () => Tables): Repositories['members'] {
  const keyOf = (workspaceId: string, userId: string) => `${workspaceId}/${userId}`;
  const place = ({ addedAt, userId }: Member) => `${String(addedAt.getTime()).padStart(15, '0')}.${userId}`;
  const listAll = async (workspaceId: string) =>
    [...tables().members.values()]
      .filter(member => member.workspaceId === workspaceId)
      .sort((a, b) => (place(a) < place(b) ? -1 : 1));
  return {
    listAll,
    find: async (workspaceId, userId) => tables().members.get(keyOf(workspaceId, userId)),
    list: async (workspaceId, { limit, after }) =>
      (await listAll(workspaceId))
        .filter(member => after === undefined || place(member) > after.padStart(place(member).length, '0'))
        .slice(0, limit)
        .flatMap(member => {
          const user = tables().users.get(member.userId);
          const owner = tables().workspaces.get(workspaceId)?.ownerId === member.userId;
          if (!user) return [];
          return [
            { ...member, email: user.email, firstName: user.firstName, lastName: user.lastName, owner },
          ];
        }),
    put: async member => void tables().members.set(keyOf(member.workspaceId, member.userId), member),
    remove: async (workspaceId, userId) => tables().members.delete(keyOf(workspaceId, userId)),
  };
}

function memoryApiKeys(tables: () => Tables): Repositories['apiKeys'] {
  const of = (workspaceId: string) =>
    [...tables().apiKeys.values()].filter(key => key.workspaceId === workspaceId);
  return {
    create: async key => void tables().apiKeys.set(key.id, key),
    findByHash: async hash => [...tables().apiKeys.values()].find(key => key.hash === hash),
    lock: async (workspaceId, id) => of(workspaceId).find(key => key.id === id),
    countUsable: async (workspaceId, now) =>
      of(workspaceId).filter(key => !key.revokedAt && (!key.expiresAt || key.expiresAt > now)).length,
    list: async (workspaceId, page) => descending(of(workspaceId), page),
    update: async key => void tables().apiKeys.set(key.id, key),
    touch: async (id, at) => {
      const key = tables().apiKeys.get(id);
      if (key) tables().apiKeys.set(id, { ...key, lastUsedAt: at });
    },
  };
}

function memoryAttempts(tables: () => Tables): Repositories['attempts'] {
  return {
    find: async key => tables().attempts.get(key),
    add: async (key, now, { windowMs, maximum = Infinity, lockMs = 0 }) => {
      const old = tables().attempts.get(key);
      const running = old !== undefined && old.windowEndsAt > now;
      const count = running ? old.count + 1 : 1;
      const stillLocked = old?.lockedUntil !== undefined && old.lockedUntil > now;
      const lockEnd = count >= maximum ? new Date(now.getTime() + lockMs) : undefined;
      const tally: Tally = {
        count,
        windowEndsAt: running ? old.windowEndsAt : new Date(now.getTime() + windowMs),
        lockedUntil: stillLocked ? old.lockedUntil : lockEnd,
      };
      tables().attempts.set(key, tally);
      return tally;
    },
    clear: async key => void tables().attempts.delete(key),
    purge: async now => {
      const done = [...tables().attempts].filter(
        ([, { windowEndsAt, lockedUntil }]) =>
          windowEndsAt <= now && (lockedUntil === undefined || lockedUntil <= now),
      );
      for (const [key] of done) tables().attempts.delete(key);
      return done.length;
    },
  };
}
