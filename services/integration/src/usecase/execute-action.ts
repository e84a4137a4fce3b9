import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError, toAppError } from '@neighbourhood/shared/errors/app-error';
import type { CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { type Connection, connectionNotFound, missingScopes, requireUsable } from '../domain/connection.ts';
import { executed, failed } from '../domain/events.ts';
import { type Action, findAction, type Provider } from '../domain/provider.ts';
import { invalidRequest, refuseNul } from '../domain/request-errors.ts';
import { findOnlyActive, requireConnection } from './find-connection.ts';
import { requireProvider } from './find-provider.ts';
import type { CheckSchema, Clock, Connections, Consents, ProviderCatalogue } from './ports.ts';
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
  catalogue: ProviderCatalogue;
  connections: Connections;
  consents: Consents;
  checkSchema: CheckSchema;
  run: ReturnType<typeof createRunAction>;
  once: ReturnType<typeof createRunOnce>;
  now: Clock;
}

/** createExecuteAction runs one action, if the end user's consent covers it at this very moment. */
export function createExecuteAction(deps: Deps) {
  const { catalogue, connections, consents, checkSchema, now } = deps;

  /** The action had its effect whether or not that could be noted. */
  async function note(connection: Connection, at: Date, event: CloudEvent, call: Call): Promise<void> {
    await connections.recordUse(connection, at, event).catch((err: unknown) => {
      call.log.error(
        { err, connectionId: connection.id, eventType: event.type },
        'an action could not be noted',
      );
    });
  }

  async function perform(allowed: ActionToRun, call: Call): Promise<Performed> {
    const { connection, action } = allowed;
    const executionId = call.identity.kind === 'execution' ? call.identity.subject : '';
    const about = { action: action.id, executionId };
    const started = now();
    try {
      const { output, attempts } = await deps.run(allowed, call);
      const executedAt = now();
      const durationMs = executedAt.getTime() - started.getTime();
      await note(
        connection,
        executedAt,
        executed(connection, { ...about, attempts, executedAt, durationMs }),
        call,
      );
      return {
        output,
        attempts,
        durationMs,
        executedAt: executedAt.toISOString(),
        connectionId: connection.id,
      };
    } catch (error) {
      const { code, metadata } = toAppError(error);
      const attempts = Number(metadata['attempts'] ?? 0);
      await note(connection, now(), failed(connection, { ...about, attempts, code }), call);
      throw error;
    }
  }

  return async (request: ExecuteActionRequest, call: Call): Promise<ExecutedAction> => {
    requirePermission(call, 'integration:execute');
    const workspaceId = requireWorkspace(call);
    const connection = await findConnection(connections, workspaceId, request, call);
    const provider = requireProvider(catalogue, connection.provider);
    const action = requireAction(provider, request);
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

async function findConnection(
  connections: Connections,
  workspaceId: string,
  request: ExecuteActionRequest,
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

function requireAction(provider: Provider, { action: id, version }: ExecuteActionRequest): Action {
  const action = findAction(provider, id, version);
  if (action) return action;
  throw new AppError(
    'notFound',
    'ACTION.UNKNOWN',
    `${provider.name} has no such action${version ? ' in this version' : ''}.`,
  );
}

/** The schema's defaults go into a copy: the request stays as it came. */
function requireInput(checkSchema: CheckSchema, action: Action, given: unknown): unknown {
  const input = structuredClone(given ?? {});
  const fields = checkSchema(action.input, input);
  if (fields.length === 0) return input;
  throw new AppError('invalidArgument', 'ACTION.INVALID_INPUT', 'The input does not fit the action.', {
    fields: fields.map(({ path, message }) => ({ path: path === '' ? 'input' : `input.${path}`, message })),
  });
}

async function requireConsent(
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

function requireScopes(connection: Connection, action: Action): void {
  const missing = missingScopes(connection, action.scopes);
  if (missing.length === 0) return;
  throw new AppError(
    'conflict',
    'CONNECTION.SCOPE_MISSING',
    'The end user did not grant this connection what the action needs; authorise it again with these scopes.',
    { metadata: { scopes: missing.join(' ') } },
  );
}
