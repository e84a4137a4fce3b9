import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Schemas } from '../domain/interpreter/machine.ts';
import { member } from '../domain/interpreter/scope.ts';
import { type Json } from '../domain/json.ts';
import { type Workflow } from '../domain/workflow.ts';

/** requireInput fails with WORKFLOW.INVALID_INPUT when an input does not conform to the definition's schema. */
export async function requireInput(schemas: Schemas, workflow: Workflow, input: Json): Promise<void> {
  const schema = member(member(workflow.document['input'], 'schema'), 'document');
  if (schema === undefined) return;
  const problems = await schemas.problems(schema, input);
  if (problems.length === 0) return;
  throw new AppError(
    'invalidArgument',
    'WORKFLOW.INVALID_INPUT',
    'The input does not conform to the workflow’s schema.',
    {
      fields: problems.map(message => ({ path: 'input', message })),
    },
  );
}
