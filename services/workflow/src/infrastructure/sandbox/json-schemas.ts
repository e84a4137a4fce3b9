import { type Schemas } from '../../domain/interpreter/machine.ts';
import { fault } from '../../domain/workflow-error.ts';
import { failure } from './jq-expressions.ts';
import { type Sandbox } from './sandbox.ts';
import { SandboxFailure } from './thread-pool.ts';

/** createJsonSchemas checks values against JSON Schema 2020-12 in the sandbox; `format` is an annotation. */
export function createJsonSchemas(sandbox: Sandbox): Schemas {
  return {
    async problems(schema, value) {
      try {
        return (await sandbox.run({ op: 'conform', schema, value })).map(String);
      } catch (cause) {
        if (cause instanceof SandboxFailure)
          throw fault('configuration', `The schema ${cause.message}`, undefined, cause);
        throw cause;
      }
    },
    check: schema => failure(sandbox.run({ op: 'compileSchema', schema })),
  };
}
