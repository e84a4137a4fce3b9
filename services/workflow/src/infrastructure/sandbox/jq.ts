import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { loadJq } from 'jq-wasm';
import { JobFailure } from './answer-jobs.ts';
import { boundMemory, Instance, memoryOf, Module } from './wasm-memory.ts';

/** Bytes that jq may have. */
const maxMemory = 128 * 1024 * 1024;

type Import = (...args: number[]) => number;

/** Jq runs a program on JSON text and gives the lines that it prints; throws JobFailure. */
export type Jq = (program: string, input: string) => string;

/**
 * createJq loads jq, which sees neither our environment nor our files, and may print `maxOutput` bytes. After a
 * failure that is `broken` it is not to be used again: its stack or memory is in no known state.
 */
export async function createJq(maxOutput: number): Promise<Jq> {
  const exhausted = boundMemory(maxMemory);
  let printed = 0;
  let memory: { buffer: ArrayBuffer } | undefined;

  const tooMuch = () => new JobFailure(`gives more than ${maxOutput} bytes`, 'space', true);
  const counted =
    (write: Import): Import =>
    (file, vectors, count, result) => {
      const view = new DataView(memory?.buffer ?? new ArrayBuffer(0));
      for (let each = 0; each < count; each++) printed += view.getUint32(vectors + each * 8 + 4, true);
      if (printed > maxOutput) throw tooMuch();
      return write(file, vectors, count, result);
    };

  const file = createRequire(import.meta.url).resolve('jq-wasm/jq.wasm');
  const compiled = new Module(await readFile(file));
  const instantiateWasm = (
    imports: Record<string, Record<string, Import>>,
    onSuccess: (instance: object, module: object) => void,
  ): void => {
    // The import's name is mangled, the function's own is not.
    const [group] = Object.values(imports);
    const write = Object.entries(group ?? {}).find(([, each]) => each.name === '_fd_write');
    if (!group || !write) throw new Error('this jq writes in another way than was thought');
    group[write[0]] = counted(write[1]);
    const instance = new Instance(compiled, imports);
    memory = memoryOf(instance);
    onSuccess(instance, compiled);
  };
  const jq = await loadJq({ instantiateWasm });

  return (program, input) => {
    if (program.includes('\0')) throw new JobFailure('contains the character NUL');
    printed = 0;
    exhausted();
    try {
      const { stdout, stderr, exitCode } = jq.raw(input, program, ['-c']);
      if (exitCode === 0) return stdout;
      if (exhausted()) throw new JobFailure('needs more memory than it may have', 'space', true);
      throw new JobFailure(reason(stderr));
    } catch (error) {
      if (error instanceof JobFailure) throw error;
      throw new JobFailure('needs more memory than it may have', 'space', true);
    }
  };
}

function reason(stderr: string): string {
  const line = stderr.split('\n').find(each => each.startsWith('jq: error'));
  return (line ?? stderr)
    .replace(/^jq: error(?: \(at [^)]*\))?:? ?/, '')
    .replace(/ at <top-level>, line \d+(?:, column \d+)?:$/, '')
    .slice(0, 500);
}
