import { type QuickJSContext, type QuickJSHandle, type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { JobFailure } from '../sandbox/answer-jobs.ts';
import { depthOf } from '../sandbox/depth.ts';
import { fileModule, prelude } from './prelude.ts';
import { evaluate, type Outcome } from './guest.ts';
import { stackSize } from './quickjs.ts';
import { type ScriptJob, type ScriptLimits, type ScriptResult } from './script-job.ts';

/** Deeper values than this break what handles them by recursion. */
const maxDepth = 500;
/** What Node.js answers when a script ends while something that it awaits is still to come. */
const unsettled = 13;

/** What a script has done so far, and whether it must end. */
interface Progress {
  streams: { 1: string; 2: string };
  size: number;
  exit?: number;
  failure?: JobFailure;
}

/** runScript runs one script in a QuickJS that nothing ran in before and nothing runs in after. */
export function runScript(quickJs: QuickJSWASMModule, job: ScriptJob, limits: ScriptLimits): ScriptResult {
  const deadline = Date.now() + limits.timeoutMs;
  const progress: Progress = { streams: { 1: '', 2: '' }, size: 0 };
  const expire = () => {
    if (Date.now() > deadline)
      progress.failure ??= new JobFailure(`took longer than ${limits.timeoutMs} ms`, 'time');
  };
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(limits.maxMemory);
  runtime.setMaxStackSize(stackSize);
  runtime.setInterruptHandler(() => {
    expire();
    return progress.failure !== undefined || progress.exit !== undefined;
  });
  runtime.setModuleLoader(name => {
    if (name === 'node:fs' || name === 'fs') return fileModule(job.stdin);
    if (name === 'node:process' || name === 'process') return 'export default globalThis.process;';
    return { error: new Error(`there is no module "${name}"`) };
  });
  const context = runtime.newContext();
  const tools = start(context, job, progress, limits);
  let outcome = evaluate(context, job.code, () => {
    expire();
    check(progress);
    return progress.exit !== undefined;
  });
  if (outcome && 'value' in outcome) outcome = tools('report', outcome.value);
  check(progress);

  const ended = (code: number, value?: string): ScriptResult => {
    const { 1: stdout, 2: stderr } = progress.streams;
    return { code, stdout, stderr, ...(value === undefined ? {} : { value }) };
  };
  const failed = (code: number, text: string): ScriptResult => {
    print(progress, limits, 2, `${text}\n`);
    check(progress);
    return ended(code);
  };
  if (progress.exit !== undefined) return ended(progress.exit);
  if (outcome === undefined) return failed(unsettled, 'The script awaits what never comes');
  if ('error' in outcome) {
    const explained = tools('explain', outcome.error);
    check(progress);
    const text = 'value' in explained ? context.getString(explained.value) : 'Uncaught exception';
    if (text.startsWith('InternalError: out of memory')) throw outOfMemory();
    return failed(1, text);
  }
  if (context.typeof(outcome.value) !== 'string') return ended(0);
  const value = context.getString(outcome.value);
  if (progress.size + Buffer.byteLength(value) > limits.maxOutput) throw tooMuch(limits);
  if (depthOf(value) > maxDepth)
    throw new JobFailure(`returns a value of more than ${maxDepth} levels`, 'space');
  return ended(0, value);
}

function check({ failure }: Progress): void {
  if (failure) throw failure;
}

function outOfMemory(): JobFailure {
  return new JobFailure('needs more memory than it may have', 'space');
}

function tooMuch({ maxOutput }: ScriptLimits): JobFailure {
  return new JobFailure(`gives more than ${maxOutput} bytes`, 'space');
}

function print(progress: Progress, limits: ScriptLimits, stream: 1 | 2, text: string): void {
  progress.size += Buffer.byteLength(text);
  if (progress.size > limits.maxOutput) progress.failure ??= tooMuch(limits);
  else progress.streams[stream] += text;
}

/** start runs the prelude and answers with a way to call the tools that it left. */
function start(context: QuickJSContext, job: ScriptJob, progress: Progress, limits: ScriptLimits) {
  const { code: _code, ...input } = job;
  const host = [
    context.newFunction('print', (stream, text) => {
      print(progress, limits, context.getNumber(stream) === 2 ? 2 : 1, context.getString(text));
    }),
    context.newFunction('leave', code => {
      progress.exit = context.getNumber(code) & 0xff;
    }),
    context.newString(JSON.stringify(input)),
  ];
  const made = context.evalCode(prelude, 'prelude.js');
  const left = made.error ? made : context.callFunction(made.value, context.undefined, ...host);
  if (left.error) throw new JobFailure('cannot be given these arguments');
  return (tool: 'explain' | 'report', value: QuickJSHandle): Outcome =>
    context.callFunction(context.getProp(left.value, tool), context.undefined, value);
}
