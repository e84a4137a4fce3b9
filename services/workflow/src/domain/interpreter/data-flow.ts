import { bareExpression, evaluate, evaluateTemplate, type Variables } from '../expression.ts';
import { type Json, type JsonObject, sizeOf } from '../json.ts';
import { type OpenTask } from '../run-state.ts';
import { fault } from '../workflow-error.ts';
import { type Machine } from './machine.ts';
import { member, scopeOf, truthy } from './scope.ts';

/** evaluated fills in a template's expressions over a task's input. */
export function evaluated(machine: Machine, template: Json, open: OpenTask): Promise<Json> {
  return evaluateTemplate(machine.ports.expressions, template, open.input, scopeOf(machine, open));
}

/** holds evaluates an expression, with or without `${ }`, to yes or no. */
export async function holds(
  { ports }: Machine,
  expression: string,
  value: Json,
  variables: Variables,
): Promise<boolean> {
  return truthy(await evaluate(ports.expressions, bareExpression(expression), value, variables));
}

/** transformInput checks `input.schema` and applies `input.from`, of a task or of the workflow. */
export async function transformInput(
  machine: Machine,
  holder: JsonObject,
  raw: Json,
  task?: OpenTask,
): Promise<Json> {
  await conform(machine, holder['input'], raw, 'input');
  return apply(machine, member(holder['input'], 'from'), raw, scopeOf(machine, task));
}

/** transformOutput applies `output.as` and checks `output.schema` and the size limit. */
export async function transformOutput(
  machine: Machine,
  holder: JsonObject,
  raw: Json,
  task?: OpenTask,
): Promise<Json> {
  const output = await apply(machine, member(holder['output'], 'as'), raw, scopeOf(machine, task, raw));
  await conform(machine, holder['output'], output, 'output');
  bounded(machine, output, 'output');
  return output;
}

/** exportContext applies `export.as` to a task's output and makes it `$context`. */
export async function exportContext(
  machine: Machine,
  task: JsonObject,
  output: Json,
  open: OpenTask,
): Promise<void> {
  const as = member(task['export'], 'as');
  if (as === undefined) return;
  const context = await apply(machine, as, output, scopeOf(machine, open, output));
  await conform(machine, task['export'], context, 'export');
  bounded(machine, context, 'exported context');
  machine.run.state.context = context;
}

/** apply transforms a value by an expression (with or without `${ }`) or by an object of them. */
async function apply(
  machine: Machine,
  by: Json | undefined,
  value: Json,
  variables: Variables,
): Promise<Json> {
  if (by === undefined) return value;
  const { expressions } = machine.ports;
  if (typeof by === 'string') return evaluate(expressions, bareExpression(by), value, variables);
  return evaluateTemplate(expressions, by, value, variables);
}

async function conform(machine: Machine, holder: Json | undefined, value: Json, what: string): Promise<void> {
  const schema = member(member(holder, 'schema'), 'document');
  if (schema === undefined) return;
  const problems = await machine.ports.schemas.problems(schema, value);
  if (problems.length > 0)
    throw fault(
      'validation',
      `The ${what} does not conform to its schema: ${problems.slice(0, 5).join('; ')}`,
    );
}

function bounded(machine: Machine, value: Json, what: string): void {
  const { outputBytes } = machine.ports.limits;
  const size = sizeOf(value);
  if (size > outputBytes) throw fault('runtime', `The ${what} has ${size} bytes; ${outputBytes} are allowed`);
}
