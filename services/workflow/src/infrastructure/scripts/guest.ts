import { type QuickJSContext, type QuickJSHandle } from 'quickjs-emscripten-core';

/** Outcome is what a script returned or threw, as a handle in its QuickJS. */
export type Outcome = { value: QuickJSHandle } | { error: QuickJSHandle };

/** A script with import or export is a module; any other is the body of an async function, which may return. */
const moduleSyntax = /^\s*(?:import\s*[\w{*'"]|export\s)/m;

/** evaluate begins a script and lets what it left to be done happen; undefined when it awaits what never comes. */
export function evaluate(context: QuickJSContext, code: string, ended: () => boolean): Outcome | undefined {
  // On one line with the code's first, so that lines in messages are the author's.
  const body = context.evalCode(`(async () => {${code}\n})()`, 'script.js', { type: 'global' });
  if (!body.error) return settle(context, body.value, ended);
  if (!moduleSyntax.test(code)) return { error: body.error };
  const module = context.evalCode(code, 'script.js', { type: 'module' });
  if (module.error) return { error: module.error };
  const outcome = settle(context, module.value, ended);
  if (!outcome || 'error' in outcome) return outcome;
  return { value: context.getProp(outcome.value, 'default') };
}

function settle(context: QuickJSContext, promise: QuickJSHandle, ended: () => boolean): Outcome | undefined {
  const { runtime } = context;
  while (!ended()) {
    const state = context.getPromiseState(promise);
    if (state.type === 'rejected') return { error: state.error };
    if (state.type === 'fulfilled') return { value: state.value };
    if (!runtime.hasPendingJob()) break;
    runtime.executePendingJobs(1000);
  }
  return undefined;
}
