import { createHash, randomUUID } from 'node:crypto';
import type { Call } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Connection, needsReauth } from '../domain/connection.ts';
import { fillFor } from '../domain/bounded.ts';
import { refused } from '../domain/events.ts';
import { buildActionRequest } from '../domain/provider-request.ts';
import { type Action, forAction, isRepeatable, type Provider } from '../domain/provider.ts';
import { fill } from '../domain/template.ts';
import type { createFreshCredentials, FreshCredentials } from './fresh-credentials.ts';
import { type CursorSeals, openCursor, withNext } from './pages.ts';
import type { CheckSchema, Connections, ProviderCaller, ProviderOutcome } from './ports.ts';

/** ActionToRun is an action that was found valid and allowed. */
export interface ActionToRun {
  provider: Provider;
  connection: Connection;
  action: Action;
  input: unknown;
  idempotencyKey: string;
}

interface Deps {
  connections: Connections;
  fresh: ReturnType<typeof createFreshCredentials>;
  caller: ProviderCaller;
  checkSchema: CheckSchema;
  cursors: CursorSeals;
}

/** Page is an action to run, for the page of a cursor as the provider knows it; '' for the first. */
type Page = ActionToRun & { cursor: string };

/**
 * createRunAction sends an action to its provider. Credentials that the provider refuses are refreshed once, which
 * is safe for every action: a refused request had no effect.
 */
export function createRunAction({ connections, fresh, caller, checkSchema, cursors }: Deps) {
  const send = (run: Page, used: FreshCredentials, call: Call): Promise<ProviderOutcome> => {
    const { provider, action, connection, input, cursor } = run;
    const scope = { input, credentials: used.credentials.values, params: connection.params };
    const idempotencyKey = foreignKey(connection, run.idempotencyKey);
    const request = buildActionRequest(provider, action, scope, { idempotencyKey, cursor });
    const { deadline, signal } = call;
    const secrets = Object.values(used.credentials.values);
    return caller.call({
      provider: forAction(provider, action),
      workspaceId: connection.workspaceId,
      connection,
      request,
      repeatable: isRepeatable(action),
      deadline,
      signal,
      secrets,
    });
  };

  return async (given: ActionToRun, call: Call): Promise<{ output: unknown; attempts: number }> => {
    // A key of our own where the caller has none: whatever becomes of an attempt, the next one is the same to them.
    const idempotencyKey = given.idempotencyKey || randomUUID();
    const run = { ...given, idempotencyKey, cursor: await openCursor(cursors, given) };
    const { provider, connection, action } = run;
    let used = await fresh(provider, connection);
    let outcome = await send(run, used, call);
    let { attempts } = outcome;
    if (outcome.kind === 'unauthorized') {
      used = await fresh(provider, connection, used.version);
      outcome = await send(run, used, call);
      attempts += outcome.attempts;
    }
    if (outcome.kind === 'unauthorized') {
      const reason = 'refused';
      await connections.markNeedsReauth(connection, used.version, reason, refused(connection, reason));
      throw needsReauth({ ...connection, statusReason: reason });
    }
    const output = fillFor(provider, () => withNext(cursors, run, outputOf(run, outcome), outcome));
    const surprises = checkSchema(action.output, output);
    requireFitting(run, { ...outcome, attempts }, { output, fits: surprises.length === 0 });
    if (surprises.length > 0) {
      const fields = surprises.map(({ path, message }) => `${path} ${message}`);
      call.log.warn(
        { provider: provider.id, action: action.id, fields },
        'the output is not what the catalogue says',
      );
    }
    return { output, attempts };
  };
}

/** outputOf is what the caller gets of an answer. */
export function outputOf({ action: { result } }: ActionToRun, { body, headers }: ProviderOutcome): unknown {
  return result === undefined ? body : fill(result, { body, header: headers });
}

const instead = { HTML: 'HTML', text: 'text that is no JSON', nothing: 'nothing' };

/**
 * requireFitting fails with PROVIDER.ERROR for an answer of a wrong kind, whatever its status; JSON that merely has other
 * fields is passed on.
 */
export function requireFitting(
  { provider, action }: ActionToRun,
  { status, notJson, attempts }: ProviderOutcome,
  { output, fits }: { output: unknown; fits: boolean },
): void {
  const wanted = action.output['type'];
  const isObject = typeof output === 'object' && output !== null && !Array.isArray(output);
  const isKind = wanted === 'object' ? isObject : wanted !== 'array' || Array.isArray(output);
  if (notJson === undefined ? isKind : fits && (notJson !== 'HTML' || wanted === 'string')) return;
  const had = notJson === undefined ? 'JSON that is not what this action gives' : instead[notJson];
  throw new AppError(
    'upstreamFailed',
    'PROVIDER.ERROR',
    `${provider.name} answered ${status} with ${had}, so that it is not known what came of it.`,
    { metadata: { attempts: String(attempts), status: String(status) } },
  );
}

/** What the provider gets: unique to the workspace's key, and says nothing about either. */
function foreignKey({ workspaceId }: Connection, key: string): string {
  return createHash('sha256').update(`${workspaceId} ${key}`).digest('hex');
}
