/**
 * Runs expressions and schemas that workspaces wrote, one job at a time, in a thread that can be ended from
 * outside: neither an endless jq program nor a schema's regular expression may stall the service.
 */
import { type Ajv2020 as Ajv, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Json } from '../../domain/json.ts';
import { answerJobs, JobFailure } from './answer-jobs.ts';
import { createJq, type Jq } from './jq.ts';
import { depthOf } from './depth.ts';
import { type Job, type Limits } from './protocol.ts';

/** Deeper values than this break what handles them by recursion. */
const maxDepth = 500;

let jq: Promise<Jq> | undefined;
let ajv: Ajv | undefined;
const compiled = new Map<string, ValidateFunction>();

function withVariables(text: string, variables: readonly string[]): string {
  if (variables.length === 0) return `.input | ${text}`;
  return `.values as {${variables.map(name => `$${name}`).join(',')}} | .input | ${text}`;
}

async function evaluate(program: string, input: Json, { maxOutput }: Limits): Promise<Json[]> {
  jq ??= createJq(maxOutput);
  const output = (await jq)(program, JSON.stringify(input));
  if (depthOf(output) > maxDepth)
    throw new JobFailure(`gives a value of more than ${maxDepth} levels`, 'space');
  return output
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Json);
}

async function schemaOf(schema: Json): Promise<ValidateFunction> {
  const key = JSON.stringify(schema);
  const known = compiled.get(key);
  if (known) return known;
  if (!ajv || compiled.size >= 200) {
    const { Ajv2020 } = await import('ajv/dist/2020.js');
    ajv = new Ajv2020({ strict: false, validateFormats: false, addUsedSchema: false, logger: false });
    compiled.clear();
  }
  try {
    const made = ajv.compile(schema as object);
    compiled.set(key, made);
    return made;
  } catch (error) {
    throw new JobFailure((error instanceof Error ? error.message : String(error)).slice(0, 500));
  }
}

answerJobs(async (job: Job, limits: Limits): Promise<Json[]> => {
  switch (job.op) {
    case 'run': {
      const { text, variables, input, values } = job;
      return evaluate(withVariables(text, variables), { input, values }, limits);
    }
    case 'compile': {
      const program = withVariables(job.text, job.variables);
      return evaluate(`if false then (${program}) else empty end`, null, limits);
    }
    case 'compileSchema':
      await schemaOf(job.schema);
      return [];
    case 'conform': {
      const check = await schemaOf(job.schema);
      if (check(job.value)) return [];
      return (check.errors ?? []).map(
        error => `${error.instancePath || '/'} ${error.message ?? 'is not valid'}`,
      );
    }
  }
});
