import type { Call } from '@neighbourhood/shared/call/call';
import { isAppError } from '@neighbourhood/shared/errors/app-error';
import { needsReauth } from '../domain/connection.ts';
import type { ActionToRun, createRunAction } from './run-action.ts';
import type { createVerifyConnection } from './verify-connection.ts';

interface Deps {
  run: ReturnType<typeof createRunAction>;
  verify: ReturnType<typeof createVerifyConnection>;
}

/**
 * createRunVerified runs an action, and asks the provider about the connection when it forbids one: a grant that was
 * withdrawn may answer 403, and so does a lack of rights that no authorization mends.
 */
export function createRunVerified({ run, verify }: Deps): ReturnType<typeof createRunAction> {
  return async (action: ActionToRun, call: Call) => {
    try {
      return await run(action, call);
    } catch (error) {
      if (!isAppError(error, 'PROVIDER.ERROR') || error.metadata['status'] !== '403') throw error;
      const verdict = await verify(action.provider, action.connection, call);
      throw verdict === 'needsReauth' ? needsReauth(action.connection, error) : error;
    }
  };
}
