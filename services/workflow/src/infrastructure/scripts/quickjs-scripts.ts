import { type ProcessResult, type ScriptCall, type Scripts } from '../../domain/effects.ts';
import { isObject, type Json } from '../../domain/json.ts';
import { languageProblem } from '../../domain/script-language.ts';
import { fault } from '../../domain/workflow-error.ts';
import { besides, createThreadPool, SandboxFailure } from '../sandbox/thread-pool.ts';
import { type ScriptJob, type ScriptLimits, type ScriptResult } from './script-job.ts';

/** ScriptOptions bounds scripts. */
export interface ScriptOptions extends ScriptLimits {
  /** Scripts at a time. */
  threads: number;
  /** How long a thread stays that nobody needs. */
  idleMs?: number;
}

/** QuickJsScripts is the port, and what its owner needs to end it. */
export interface QuickJsScripts extends Scripts {
  close(): Promise<void>;
}

/** How long after its time a thread is ended in which not even QuickJS's own clock ended the script. */
const grace = 1_000;

/** createQuickJsScripts runs JavaScript in QuickJS, compiled to WebAssembly, in threads that see nothing of ours. */
export function createQuickJsScripts({ threads, idleMs, ...limits }: ScriptOptions): QuickJsScripts {
  const pool = createThreadPool<ScriptJob, ScriptResult, ScriptLimits>({
    worker: besides(import.meta.url, './script-worker'),
    limits,
    threads,
    timeoutMs: limits.timeoutMs + grace,
    ...(idleMs === undefined ? {} : { idleMs }),
  });
  return {
    async run(script, signal) {
      const problem = languageProblem(script.language);
      if (problem !== undefined) throw fault('configuration', problem);
      try {
        const { value, ...result } = await pool.run(jobOf(script), signal);
        return {
          ...result,
          ...(value === undefined ? {} : { value: JSON.parse(value) as Json }),
        } satisfies ProcessResult;
      } catch (cause) {
        if (!(cause instanceof SandboxFailure)) throw cause;
        throw fault(
          cause.reason === 'time' ? 'timeout' : 'runtime',
          `The script ${messageOf(cause, limits)}`,
          undefined,
          cause,
        );
      }
    },
    close: () => pool.close(),
  };
}

function jobOf({ code, arguments: given, stdin = '', environment }: ScriptCall): ScriptJob {
  const list = Array.isArray(given) ? given : [];
  return {
    code,
    argv: list.map(each => (typeof each === 'string' ? each : JSON.stringify(each))),
    variables: isObject(given) ? given : {},
    stdin,
    environment,
  };
}

function messageOf({ reason, message }: SandboxFailure, { timeoutMs }: ScriptLimits): string {
  return reason === 'time' ? `took longer than ${timeoutMs} ms` : message;
}
