/** Runs scripts that workspaces wrote, one at a time, each in a QuickJS of its own inside WebAssembly. */
import { type QuickJSWASMModule } from 'quickjs-emscripten-core';
import { answerJobs, JobFailure } from '../sandbox/answer-jobs.ts';
import { boundMemory } from '../sandbox/wasm-memory.ts';
import { createQuickJs } from './quickjs.ts';
import { runScript } from './run-script.ts';
import { type ScriptJob, type ScriptLimits, type ScriptResult } from './script-job.ts';

/** What QuickJS itself needs beside a script's values. */
const overhead = 32 * 1024 * 1024;

let fresh: Promise<() => Promise<QuickJSWASMModule>> | undefined;

async function load(limits: ScriptLimits) {
  boundMemory(limits.maxMemory + overhead);
  return createQuickJs();
}

answerJobs(async (job: ScriptJob, limits: ScriptLimits): Promise<ScriptResult> => {
  fresh ??= load(limits);
  const quickJs = await (await fresh)();
  try {
    return runScript(quickJs, job, limits);
  } catch (error) {
    if (error instanceof JobFailure) throw error;
    // WebAssembly ran out of stack or memory.
    throw new JobFailure('needs more memory than it may have', 'space', true);
  }
});
