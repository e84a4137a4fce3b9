/**
 * Runs expressions and schemas that workspaces wrote, one job at a time, in a thread that can be ended from
 * outside: neither an endless jq program nor a schema's regular expression may stall the service.
 */
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { type Ajv2020 as Ajv, type ValidateFunction } from 'ajv/dist/2020.js';
import { type Json } from '../../domain/json.ts';
import { type Answer, type Job } from './protocol.ts';

/** What jq-web, which has no types, exports once its WebAssembly is loaded. */
interface Jq {
  /** Standard output of jq, or undefined when it printed nothing; throws when jq's exit code is not 0. */
  raw(input: string, program: string, flags: string[]): string | undefined;
}

/** Bytes that jq may have; its WebAssembly memory lies outside of the thread's heap, which `resourceLimits` bounds. */
const maxMemory = 128 * 1024 * 1024;
const page = 64 * 1024;
let exhausted = false;

// Node's types do not know WebAssembly.
const { Memory } = (globalThis as unknown as { WebAssembly: { Memory: { prototype: WasmMemory } } })
  .WebAssembly;
interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
const { grow } = Memory.prototype;
Memory.prototype.grow = function (this: WasmMemory, pages) {
  if (this.buffer.byteLength + pages * page <= maxMemory) return grow.call(this, pages);
  exhausted = true;
  throw new RangeError('needs more memory than it may have');
};

// jq shows the path of the program that started it as $ENV._
process.argv[1] = 'jq';
const jq = await (createRequire(import.meta.url)('jq-web') as Promise<Jq>);

let ajv: Ajv | undefined;
const compiled = new Map<string, ValidateFunction>();

function withVariables(text: string, variables: readonly string[]): string {
  if (variables.length === 0) return `.input | ${text}`;
  return `.values as {${variables.map(name => `$${name}`).join(',')}} | .input | ${text}`;
}

function evaluate(program: string, input: Json): Json[] {
  const output = jq.raw(JSON.stringify(input), program, ['-c']) ?? '';
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
  const made = ajv.compile(schema as object);
  compiled.set(key, made);
  return made;
}

async function carryOut(job: Job): Promise<Json[]> {
  switch (job.op) {
    case 'run':
      return evaluate(withVariables(job.text, job.variables), { input: job.input, values: job.values });
    case 'compile':
      return evaluate(`if false then (${withVariables(job.text, job.variables)}) else empty end`, null);
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
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n').find(each => each.startsWith('jq: error'));
  return (line ?? text)
    .replace(/^jq: error(?: \(at [^)]*\))?:? ?/, '')
    .replace(/ at <top-level>, line \d+:$/, '')
    .slice(0, 500);
}

/** A WebAssembly that ran out of stack or memory is broken: what comes after, of whomever, would fail as well. */
function isBroken(error: unknown): boolean {
  // By name: Node's types do not know WebAssembly.
  return exhausted || (error instanceof Error && ['RuntimeError', 'RangeError'].includes(error.name));
}

parentPort?.on('message', (job: Job) => {
  void carryOut(job).then(
    result => parentPort?.postMessage({ result } satisfies Answer),
    (error: unknown) => {
      if (!isBroken(error)) parentPort?.postMessage({ failure: reason(error) } satisfies Answer);
      // Thrown where nobody catches, it ends the thread, and the sandbox starts another.
      else
        setImmediate(() => {
          throw error;
        });
    },
  );
});
parentPort?.postMessage('ready');
