import { ExpressionFailure, type Expressions, type JqProgram } from '../../domain/expression.ts';
import { type Sandbox } from './sandbox.ts';
import { SandboxFailure } from './thread-pool.ts';

/** JqExpressions are anybody's; `of` are those of one workspace, which share the sandbox fairly with others'. */
export interface JqExpressions extends Expressions {
  of(workspaceId: string): Expressions;
}

/** createJqExpressions runs expressions by the real jq, in the sandbox. */
export function createJqExpressions(sandbox: Sandbox): JqExpressions {
  /** Programs that compile; a failure may have been the machine's, and is looked at again. */
  const sound = new Set<string>();

  async function check({ text, variables }: JqProgram): Promise<string | undefined> {
    const key = `${variables.join()} ${text}`;
    if (sound.has(key)) return undefined;
    const problem = await failure(sandbox.run({ op: 'compile', text, variables }));
    if (sound.size >= 1000) sound.clear();
    if (problem === undefined && key.length < 10_000) sound.add(key);
    return problem;
  }

  const of = (party: string): Expressions => ({
    check,
    async run({ text }, input, values) {
      const job = { op: 'run', text, variables: Object.keys(values), input, values } as const;
      try {
        return await sandbox.run(job, undefined, party);
      } catch (cause) {
        if (!(cause instanceof SandboxFailure)) throw cause;
        throw new ExpressionFailure(cause.message, { cause, unfinished: cause.reason !== 'job' });
      }
    },
  });
  return { ...of(''), of };
}

/** failure is the message of a job that failed, or undefined. */
export async function failure(job: Promise<unknown>): Promise<string | undefined> {
  try {
    await job;
    return undefined;
  } catch (error) {
    if (error instanceof SandboxFailure) return error.message;
    throw error;
  }
}
