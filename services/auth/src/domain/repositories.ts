import type { ApiKey } from './api-key.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { Tally } from './lockout.ts';
import type { Member, MemberProfile } from './member.ts';
import type { RefreshToken } from './refresh-token.ts';
import type { Role } from './permission.ts';
import type { EndReason, Session } from './session.ts';
import type { User } from './user.ts';
import type { Workspace } from './workspace.ts';

/** Page asks for at most `limit` rows beyond the one that `after` names (by its id unless told otherwise). */
export interface Page {
  readonly limit: number;
  readonly after?: string | undefined;
}

/** UserRepository keeps users; one e-mail, however it is written, belongs to one user. */
export interface UserRepository {
  /** Throws AUTH.EMAIL_TAKEN when the e-mail belongs to somebody. */
  create(user: User): Promise<void>;
  findById(id: string): Promise<User | undefined>;
  findByEmail(email: string): Promise<User | undefined>;
  update(user: User): Promise<void>;
  /** False when there was none. */
  delete(id: string): Promise<boolean>;
}

/** SessionRepository keeps sessions and their refresh tokens. */
export interface SessionRepository {
  create(session: Session, token: RefreshToken): Promise<void>;
  findById(id: string): Promise<Session | undefined>;
  /** Live ones, newest first. */
  listLive(userId: string, now: Date, page: Page): Promise<Session[]>;
  /** The token, and its session locked until the transaction ends. */
  lockByToken(hash: string): Promise<{ token: RefreshToken; session: Session } | undefined>;
  findToken(hash: string): Promise<RefreshToken | undefined>;
  /** Marks `used` as used, adds its successor and moves the session's `lastUsedAt`. */
  rotate(used: RefreshToken, successor: RefreshToken): Promise<void>;
  /** False when it had ended already, or is not the user's. */
  end(id: string, userId: string, reason: EndReason, at: Date): Promise<boolean>;
  /** Ended since `since` and not marked by `markAnnounced`. */
  listUnannounced(since: Date, limit: number): Promise<Session[]>;
  markAnnounced(id: string): Promise<void>;
  /** Forgets sessions that ended or expired before `before`, with their tokens; returns how many. */
  purge(before: Date): Promise<number>;
}

/** Membership is a workspace with one member's place in it. */
export interface Membership {
  readonly workspace: Workspace;
  readonly role: Role;
  readonly addedAt: Date;
}

/** WorkspaceRepository keeps workspaces; a deleted one is not found. */
export interface WorkspaceRepository {
  create(workspace: Workspace): Promise<void>;
  findById(id: string): Promise<Workspace | undefined>;
  /** As findById, and keeps other writers out until the transaction ends. */
  lock(id: string): Promise<Workspace | undefined>;
  /** Newest first. */
  listByMember(userId: string, page: Page): Promise<Membership[]>;
  update(workspace: Workspace): Promise<void>;
  delete(id: string, at: Date): Promise<boolean>;
}

/** MemberRepository keeps who belongs to which workspace. */
export interface MemberRepository {
  find(workspaceId: string, userId: string): Promise<Member | undefined>;
  listAll(workspaceId: string): Promise<Member[]>;
  /** In order of joining; `after` is `<addedAt in ms>.<user id>`. */
  list(workspaceId: string, page: Page): Promise<MemberProfile[]>;
  put(member: Member): Promise<void>;
  remove(workspaceId: string, userId: string): Promise<boolean>;
}

/** ApiKeyRepository keeps keys by their hash. */
export interface ApiKeyRepository {
  create(key: ApiKey): Promise<void>;
  findByHash(hash: string): Promise<ApiKey | undefined>;
  /** Locked until the transaction ends. */
  lock(workspaceId: string, id: string): Promise<ApiKey | undefined>;
  countUsable(workspaceId: string, now: Date): Promise<number>;
  /** Newest first, revoked ones included. */
  list(workspaceId: string, page: Page): Promise<ApiKey[]>;
  update(key: ApiKey): Promise<void>;
  touch(id: string, at: Date): Promise<void>;
}

/** LoginAttempts counts tries under opaque keys. */
export interface LoginAttempts {
  find(key: string): Promise<Tally | undefined>;
  /** Counts one try atomically; the `maximum`th of a window locks for `lockMs`. */
  add(key: string, now: Date, rule: { windowMs: number; maximum?: number; lockMs?: number }): Promise<Tally>;
  clear(key: string): Promise<void>;
  /** Forgets what neither counts nor locks any more. */
  purge(now: Date): Promise<number>;
}

/** AuditLog keeps what was done; nothing removes from it. */
export interface AuditLog {
  add(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  list(workspaceId: string, page: Page): Promise<AuditEntry[]>;
}

/** DomainEvent is told to other services; `workspaceId` is empty when it belongs to none. */
export interface DomainEvent {
  readonly type: 'user.registered' | 'session.revoked' | 'api_key.revoked';
  readonly subject: string;
  readonly workspaceId: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Outbox takes events that leave when the transaction commits. */
export interface Outbox {
  add(event: DomainEvent): Promise<void>;
}

/** Repositories is everything that one transaction may touch. */
export interface Repositories {
  readonly users: UserRepository;
  readonly sessions: SessionRepository;
  readonly workspaces: WorkspaceRepository;
  readonly members: MemberRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly attempts: LoginAttempts;
  readonly audit: AuditLog;
  readonly outbox: Outbox;
}

/** Store is the repositories, each call on its own, and `transaction`, in which all succeed or none. */
export interface Store extends Repositories {
  transaction<T>(work: (repositories: Repositories) => Promise<T>): Promise<T>;
}
