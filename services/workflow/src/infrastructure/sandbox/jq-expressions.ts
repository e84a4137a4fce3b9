import { ExpressionFailure, type Expressions } from '../../domain/expression.ts';
import { type Sandbox } from './sandbox.ts';
import { SandboxFailure } from './thread-pool.ts';

/** createJqExpressions runs expressions by the real jq, in the sandbox. */
export function createJqExpressions(sandbox: Sandbox): Expressions {
  /** Programs that compile; a failure may have been the machine's, and is looked at again. */
  const sound = new Set<string>();
  return {
    async run(program, input, values) {
      try {
        return await sandbox.run({
          op: 'run',
          text: program.text,
          variables: Object.keys(values),
          input,
          values,
        });
      } catch (cause) {
        if (cause instanceof SandboxFailure) throw new ExpressionFailure(cause.message, { cause });
        throw cause;
      }
    },
    async check({ text, variables }) {
      const key = `${variables.join()} ${text}`;
      if (sound.has(key)) return undefined;
      const problem = await failure(sandbox.run({ op: 'compile', text, variables }));
      if (sound.size >= 1000) sound.clear();
      if (problem === undefined && key.length < 10_000) sound.add(key);
      return problem;
    },
  };
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
