import { createHash } from 'node:crypto';
import type { Call } from '@neighbourhood/shared/call/call';
import { type Connection, needsReauth } from '../domain/connection.ts';
import { refused } from '../domain/events.ts';
import { buildRequest } from '../domain/provider-request.ts';
import type { Action, Provider } from '../domain/provider.ts';
import { fill } from '../domain/template.ts';
import type { createFreshCredentials, FreshCredentials } from './fresh-credentials.ts';
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
}

/**
 * createRunAction sends an action to its provider. Credentials that the provider refuses are refreshed once, which
 * is safe for every action: a refused request had no effect.
 */
export function createRunAction({ connections, fresh, caller, checkSchema }: Deps) {
  const send = (run: ActionToRun, used: FreshCredentials, call: Call): Promise<ProviderOutcome> => {
    const { provider, action, connection, input } = run;
    const request = buildRequest(provider, action.request, { input, credentials: used.credentials.values });
    const keyed = action.idempotencyHeader !== undefined && run.idempotencyKey !== '';
    if (action.idempotencyHeader !== undefined && keyed) {
      request.headers[action.idempotencyHeader.toLowerCase()] = foreignKey(connection, run.idempotencyKey);
    }
    const { deadline, signal } = call;
    const repeatable = action.idempotent || keyed;
    return caller.call({
      provider,
      workspaceId: connection.workspaceId,
      request,
      repeatable,
      deadline,
      signal,
    });
  };

  return async (run: ActionToRun, call: Call): Promise<{ output: unknown; attempts: number }> => {
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
      throw needsReauth(connection);
    }
    const output = action.result === undefined ? outcome.body : fill(action.result, { body: outcome.body });
    const surprises = checkSchema(action.output, output);
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

/** What the provider gets: unique to the workspace's key, and says nothing about either. */
function foreignKey({ workspaceId }: Connection, key: string): string {
  return createHash('sha256').update(`${workspaceId} ${key}`).digest('hex');
}
