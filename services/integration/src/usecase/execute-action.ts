import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Connection, connectionNotFound, missingScopes, requireUsable } from '../domain/connection.ts';
import { type Action, findAction, type Provider } from '../domain/provider.ts';
import { invalidInput, invalidRequest, refuseNul } from '../domain/request-errors.ts';
import { findOnlyActive, requireConnection } from './find-connection.ts';
import { requireProvider } from './find-provider.ts';
import type { createNoteUse } from './note-use.ts';
import type { CheckSchema, Connections, Consents, WorkspaceCatalogue } from './ports.ts';
import type { ActionToRun, createRunAction } from './run-action.ts';
import type { createRunOnce } from './run-once.ts';
import { hashOf } from './state.ts';

/** ExecuteActionRequest runs an action; '' where something is not named. */
export interface ExecuteActionRequest {
  connectionId: string;
  endUserId: string;
  provider: string;
  action: string;
  version: string;
  input: unknown;
  purpose: string;
  idempotencyKey: string;
}

/** ExecutedAction is what the provider answered. */
export interface ExecutedAction {
  output: unknown;
  executedAt: Date;
  durationMs: number;
  attempts: number;
  connectionId: string;
}

interface Deps {
  catalogue: WorkspaceCatalogue;
  connections: Connections;
  consents: Consents;
  checkSchema: CheckSchema;
  run: ReturnType<typeof createRunAction>;
  once: ReturnType<typeof createRunOnce>;
  noteUse: ReturnType<typeof createNoteUse>;
}

/** createExecuteAction runs one action, if the end user's consent covers it at this very moment. */
export function createExecuteAction(deps: Deps) {
  const { catalogue, connections, consents, checkSchema, noteUse } = deps;

  async function perform(allowed: ActionToRun, call: Call): Promise<Performed> {
    const { connection, action } = allowed;
    const done = await noteUse({ connection, action: action.id }, call, () => deps.run(allowed, call));
    const { result, executedAt, durationMs } = done;
    return { ...result, durationMs, executedAt: executedAt.toISOString(), connectionId: connection.id };
  }

  return async (request: ExecuteActionRequest, call: Call): Promise<ExecutedAction> => {
    requirePermission(call, 'integration:execute');
    const workspaceId = requireWorkspace(call);
    const connection = await findConnection(connections, workspaceId, request, call);
    const provider = await requireProvider(catalogue, workspaceId, connection.provider, connection.params);
    const action = requireAction(provider, request);
    refuseFiles(action, call);
    const input = requireInput(checkSchema, action, request.input);
    await requireConsent(consents, { connection, action, purpose: request.purpose }, call);
    requireUsable(connection);
    requireScopes(connection, action);

    const idempotencyKey = scopedKey(
      connection,
      action,
      request.idempotencyKey || (call.idempotencyKey ?? ''),
    );
    const asked = [action.version, input];
    // Whoever gave a key asks again: what was begun goes on without them, and its result waits for them. Given up
    // halfway it would be done twice.
    const patient = idempotencyKey === '' ? call : { ...call, signal: new AbortController().signal };
    const done = await deps.once({ workspaceId, key: idempotencyKey, asked }, () =>
      perform({ provider, connection, action, input, idempotencyKey }, patient),
    );
    return { ...done, executedAt: new Date(done.executedAt) };
  };
}

type Performed = Omit<ExecutedAction, 'executedAt'> & { executedAt: string };

/** Callers choose keys for one request each; the same words elsewhere are another key, and any words will do. */
function scopedKey(connection: Connection, action: Action, key: string): string {
  return key === '' ? '' : hashOf(`${connection.id} ${action.id} ${key}`);
}

/** findConnection finds the connection that a request means, for whoever may use it. */
export async function findConnection(
  connections: Connections,
  workspaceId: string,
  request: Pick<ExecuteActionRequest, 'connectionId' | 'endUserId' | 'provider'>,
  call: Call,
): Promise<Connection> {
  const { connectionId, endUserId, provider } = request;
  if (connectionId === '' && (endUserId === '' || provider === '')) {
    throw invalidRequest([
      { path: 'connectionId', message: 'name a connection, or an end user and a provider' },
    ]);
  }
  refuseNul({ endUserId, provider });
  const connection =
    connectionId === ''
      ? await findOnlyActive(connections, workspaceId, { endUserId, provider })
      : await requireConnection(connections, workspaceId, connectionId);
  // Whoever acts for one end user sees that end user's connections only.
  const actsFor = [endUserId, call.identity.endUserId ?? ''];
  const fits =
    connection.status !== 'revoked' &&
    actsFor.every(id => id === '' || id === connection.endUserId) &&
    (provider === '' || provider === connection.provider);
  if (!fits) throw connectionNotFound();
  return connection;
}

/** requireAction finds an action, or fails with ACTION.UNKNOWN. */
export function requireAction(
  provider: Provider,
  { action: id, version }: Pick<ExecuteActionRequest, 'action' | 'version'>,
): Action {
  const action = findAction(provider, id, version);
  if (action) return action;
  throw new AppError(
    'notFound',
    'ACTION.UNKNOWN',
    `${provider.name} has no such action${version ? ' in this version' : ''}.`,
  );
}

/** requireInput fills in the schema's defaults, in a copy, or fails with ACTION.INVALID_INPUT. */
export function requireInput(checkSchema: CheckSchema, action: Action, given: unknown): unknown {
  const input = structuredClone(given ?? {});
  const fields = checkSchema(action.input, input);
  if (fields.length === 0) return input;
  throw invalidInput(
    fields.map(({ path, message }) => ({ path: path === '' ? 'input' : `input.${path}`, message })),
  );
}

/** requireConsent fails with CONSENT.REQUIRED unless the end user allows the action now. */
export async function requireConsent(
  consents: Consents,
  { connection, action, purpose }: { connection: Connection; action: Action; purpose: string },
  call: Call,
): Promise<void> {
  const { endUserId, provider } = connection;
  const reason = await consents.refusal({ endUserId, provider, scopes: action.scopes, purpose }, call);
  if (reason === undefined) return;
  throw new AppError(
    'permissionDenied',
    'CONSENT.REQUIRED',
    'The end user has not consented to this, or no longer does.',
    { metadata: { reason, provider, action: action.id } },
  );
}

/** requireScopes fails with CONNECTION.SCOPE_MISSING unless the connection was granted what the action needs. */
export function requireScopes(connection: Connection, action: Action): void {
  const missing = missingScopes(connection, action.scopes);
  if (missing.length === 0) return;
  throw new AppError(
    'conflict',
    'CONNECTION.SCOPE_MISSING',
    'The end user did not grant this connection what the action needs; authorise it again with these scopes.',
    { metadata: { scopes: missing.join(' ') } },
  );
}

/** A run has no place for the bytes; whoever calls by REST is told how. */
function refuseFiles({ file }: Action, call: Call): void {
  if (file === undefined) return;
  const detail =
    call.identity.kind === 'execution'
      ? 'Executions cannot run actions that take or give files; call this one through the REST API.'
      : 'This action takes or gives a file: transfer it.';
  throw new AppError('conflict', 'ACTION.FILE', detail, { metadata: { file } });
}
