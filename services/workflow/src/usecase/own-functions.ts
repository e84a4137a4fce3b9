import { type Execution } from '../domain/execution.ts';
import { type Actions } from '../domain/interpreter/machine.ts';
import { type Json, type JsonObject } from '../domain/json.ts';
import { isOwnFunction, ownFunctionProblems } from '../domain/own-functions.ts';
import { fault } from '../domain/workflow-error.ts';
import { type createRequestApproval } from './approvals/request-approval.ts';

interface Deps {
  requestApproval: ReturnType<typeof createRequestApproval>;
  /** Hears of each token before the run does. */
  hide: (id: string, token: string) => void;
}

/** withOwnFunctions are the actions of a run, those that the runtime carries out itself among them. */
export function withOwnFunctions(
  actions: Actions,
  execution: Execution,
  { requestApproval, hide }: Deps,
): Actions {
  return {
    connect: (call, signal) => (isOwnFunction(call) ? Promise.resolve('') : actions.connect(call, signal)),
    async perform(call, signal): Promise<Json> {
      if (!isOwnFunction(call)) return actions.perform(call, signal);
      const [problem] = ownFunctionProblems(call, call.input, { evaluated: true });
      if (problem) throw fault('validation', `${problem.path}: ${problem.message}`);
      const { id, token, output } = await requestApproval(
        execution,
        call.input as JsonObject,
        call.idempotencyKey,
      );
      hide(id, token);
      return output;
    },
  };
}
