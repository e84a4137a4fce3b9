import { AppError } from '../errors/app-error.ts';

/** Log is what use cases need of a logger: structured fields first, then the message. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Identity is who acts, as signed by the app that started the chain of calls. */
export interface Identity {
  /** A user, a workspace's API key, a workflow execution, or nobody known. */
  kind: 'user' | 'apiKey' | 'execution' | 'anonymous';
  /** App-id of the signer: gateway or workflow; '' where nobody signed (events, jobs). */
  issuer: string;
  /** `usr_…`, `key_…`, `exe_…` or ''. */
  subject: string;
  workspaceId?: string;
  /** The session of a user's access token, `ses_…`. */
  sessionId?: string;
  role?: string;
  /** `<resource>:<verb>`, already resolved from role or key scopes. */
  permissions: readonly string[];
  endUserId?: string;
  /** IP address of the outermost caller. */
  address?: string;
}

/** Call is what travels with one request through use cases: who, until when, and where to log. */
export interface Call {
  requestId: string;
  identity: Identity;
  /** The signed internal JWT that nested calls forward; '' where nobody signed. */
  token: string;
  deadline: Date;
  signal: AbortSignal;
  log: Log;
  idempotencyKey?: string;
}

/** requireWorkspace returns the caller's workspace id, or fails with AUTH.WORKSPACE_REQUIRED. */
export function requireWorkspace(call: Call): string {
  const { workspaceId } = call.identity;
  if (workspaceId) return workspaceId;
  throw new AppError(
    'permissionDenied',
    'AUTH.WORKSPACE_REQUIRED',
    'Name the workspace: send X-Workspace-Id with your access token, or use an API key.',
  );
}

/** requirePermission fails with AUTH.FORBIDDEN unless the caller may do `permission`. */
export function requirePermission(call: Call, permission: string): void {
  if (call.identity.permissions.includes(permission)) return;
  throw new AppError('permissionDenied', 'AUTH.FORBIDDEN', `This needs the permission ${permission}.`, {
    metadata: { permission },
  });
}

/** requireUser returns the id of the signed-in user, or fails with AUTH.USER_REQUIRED. */
export function requireUser(call: Call): string {
  if (call.identity.kind === 'user' && call.identity.subject) return call.identity.subject;
  throw new AppError(
    'permissionDenied',
    'AUTH.USER_REQUIRED',
    'This needs a signed-in user, not an API key.',
  );
}
