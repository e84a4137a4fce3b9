import { randomBytes } from 'node:crypto';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { expectAnswer } from '../journey/expect.ts';
import type { As, Rest } from '../journey/rest.ts';
import type { Scenario, ScenarioRun, TaskRun } from './scenario.ts';

/** Runner runs scenarios by REST, each in a workspace of its own: their workflows have the same names. */
export interface Runner {
  run(scenario: Scenario): Promise<ScenarioRun>;
}

type Body = Record<string, unknown>;

/** createRunner registers a user who owns the workspaces. */
export async function createRunner(rest: Rest): Promise<Runner> {
  const call = async (method: string, path: string, status: number, as: As, body?: unknown) => {
    const headers = typeof body === 'string' ? { 'content-type': 'application/yaml' } : {};
    const answer = await rest.call(method, path, {
      as,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    expectAnswer(answer, status);
    return answer.body as Body;
  };
  const [email, password] = [6, 12].map(bytes => randomBytes(bytes).toString('hex'));
  const account = { email: `kit-${email}@example.com`, password: `${password}Aa1!` };
  const { accessToken } = await call('POST', '/auth/register', 201, undefined, account);
  const token = String(accessToken);

  return {
    async run({ name, definition, input }) {
      const workspace = await call('POST', '/workspaces', 201, { token }, { name: name.slice(0, 60) });
      const as = { token, workspaceId: String(workspace['id']) };
      const workflow = await call('POST', '/workflows', 201, as, definition);
      const path = `/workflows/${String(workflow['id'])}/executions`;
      const started = await call('POST', path, 202, as, input === undefined ? {} : { input });
      const id = String(started['id']);
      const run = await eventually(
        async () => {
          const execution = await call('GET', `/executions/${id}`, 200, as);
          return 'endedAt' in execution && (execution as unknown as ScenarioRun);
        },
        { timeoutMs: 60_000, intervalMs: 50, what: `the end of "${name}"` },
      );
      const { items } = await call('GET', `/executions/${id}/tasks?limit=100`, 200, as);
      return { ...run, tasks: items as TaskRun[] };
    },
  };
}
