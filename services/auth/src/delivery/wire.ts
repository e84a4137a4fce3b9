import { toTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import type { ApiKey as WireApiKey } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/ApiKey';
import type { AuditEntry as WireAuditEntry } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/AuditEntry';
import type { ClientInfo__Output } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/ClientInfo';
import type { Member as WireMember } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/Member';
import type { Role__Output } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/Role';
import type { Session as WireSession } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/Session';
import type { TokenPair as WireTokenPair } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/TokenPair';
import type { User as WireUser } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/User';
import type { UserProfile as WireProfile } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/UserProfile';
import type { Workspace as WireWorkspace } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/Workspace';
import type { Call } from '@neighbourhood/shared/call/call';
import type { ApiKey } from '../domain/api-key.ts';
import type { AuditEntry } from '../domain/audit-entry.ts';
import type { MemberProfile } from '../domain/member.ts';
import type { Role } from '../domain/permission.ts';
import type { Client, Session } from '../domain/session.ts';
import type { User } from '../domain/user.ts';
import type { WorkspaceView } from '../usecase/create-workspace.ts';
import type { UserProfile } from '../usecase/get-user-profile.ts';
import type { PageRequest } from '../usecase/list-page.ts';
import type { TokenPair } from '../usecase/ports.ts';

const wireRoles = {
  admin: 'ROLE_ADMIN',
  developer: 'ROLE_DEVELOPER',
  user: 'ROLE_USER',
  viewer: 'ROLE_VIEWER',
} as const;

/** toRole writes a role. */
export const toRole = (role: Role | undefined): Role__Output => (role ? wireRoles[role] : 'ROLE_UNSPECIFIED');

/** fromRole reads a role; `''` for none or an unknown number. */
export function fromRole(role: Role__Output | number): string {
  return typeof role === 'string' && role !== 'ROLE_UNSPECIFIED'
    ? role.slice('ROLE_'.length).toLowerCase()
    : '';
}

/** fromPage reads how much of a list is asked for. */
export const fromPage = (request: { pageSize: number; pageToken: string }): PageRequest => ({
  limit: request.pageSize,
  cursor: request.pageToken,
});

/** fromClient reads where a call comes from: the address that the gateway signed before the one it merely tells. */
export const fromClient = (client: ClientInfo__Output | null, call: Call): Client => ({
  address: call.identity.address ?? client?.ip ?? '',
  userAgent: client?.userAgent ?? '',
});

/** toUser writes a user without the password's hash. */
export const toUser = (user: User): WireUser => ({
  id: user.id,
  email: user.email,
  firstName: user.firstName,
  lastName: user.lastName,
  company: user.company,
  avatarUrl: user.avatarUrl,
  emailVerified: user.emailVerified,
  createdAt: toTimestamp(user.createdAt),
  updatedAt: toTimestamp(user.updatedAt),
});

/** toTokens writes a pair of tokens, and nothing else that its carrier has. */
export const toTokens = ({ accessToken, refreshToken, tokenType, expiresIn }: TokenPair): WireTokenPair => ({
  accessToken,
  refreshToken,
  tokenType,
  expiresIn,
});

/** toProfile writes a user with their workspaces. */
export const toProfile = ({ user, workspaces }: UserProfile): WireProfile => ({
  user: toUser(user),
  workspaces: workspaces.map(({ workspace: { id, name }, role }) => ({ id, name, role: toRole(role) })),
});

/** toSession writes a session. */
export const toSession = (session: Session & { current: boolean }): WireSession => ({
  id: session.id,
  ip: session.address,
  userAgent: session.userAgent,
  createdAt: toTimestamp(session.createdAt),
  lastUsedAt: toTimestamp(session.lastUsedAt),
  expiresAt: toTimestamp(session.expiresAt),
  current: session.current,
});

/** toWorkspace writes a workspace as the caller sees it. */
export const toWorkspace = ({ workspace, role }: WorkspaceView): WireWorkspace => ({
  id: workspace.id,
  name: workspace.name,
  plan: workspace.plan,
  role: toRole(role),
  createdAt: toTimestamp(workspace.createdAt),
  redirectUris: [...workspace.redirectUris],
});

/** toMember writes a member. */
export const toMember = (member: MemberProfile): WireMember => ({
  userId: member.userId,
  email: member.email,
  firstName: member.firstName,
  lastName: member.lastName,
  role: toRole(member.role),
  owner: member.owner,
  joinedAt: toTimestamp(member.addedAt),
});

/** toApiKey writes a key without its hash. */
export const toApiKey = (key: ApiKey): WireApiKey => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  scopes: [...key.scopes],
  rateLimitPerHour: key.rateLimitPerHour,
  createdAt: toTimestamp(key.createdAt),
  expiresAt: toTimestamp(key.expiresAt),
  lastUsedAt: toTimestamp(key.lastUsedAt),
  revokedAt: toTimestamp(key.revokedAt),
});

/** toAuditEntry writes an entry of the audit log. */
export const toAuditEntry = (entry: AuditEntry): WireAuditEntry => ({
  id: entry.id,
  at: toTimestamp(entry.at),
  actor: entry.actorId,
  action: entry.action,
  target: entry.targetId,
  details: toValue(entry.detail),
});
