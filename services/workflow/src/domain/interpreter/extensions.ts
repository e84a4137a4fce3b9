import { entriesAt, pointerStep, type Task } from '../document.ts';
import { type Json, type JsonObject } from '../json.ts';
import { type ExtensionState, type OpenTask } from '../run-state.ts';
import { holds } from './data-flow.ts';
import { frameOf, type Machine } from './machine.ts';
import { extendedTask, scopeOf } from './scope.ts';
import { parentOf } from './threads.ts';

type Phase = 'before' | 'after';

/** extensionsOf finds the extensions that apply to a task that begins; none for the tasks of extensions themselves. */
export async function extensionsOf(machine: Machine, open: OpenTask): Promise<number[]> {
  const all = extensions(machine);
  if (all.length === 0 || isInExtension(machine)) return [];
  const found: number[] = [];
  for (const [index, { task: extension }] of all.entries()) {
    if (!extendsKind(extension['extend'], open.kind)) continue;
    if (typeof extension['when'] === 'string' && !(await applies(machine, extension['when'], open))) continue;
    found.push(index);
  }
  return found;
}

/** openBefore begins what extensions do before a task; false when they do nothing. */
export function openBefore(machine: Machine, open: OpenTask): boolean {
  const all = open.extensions ?? [];
  return openNext(machine, open, 'before', { left: all, all });
}

/** openAfter begins what extensions do after a task; false when they do nothing. */
export function openAfter(machine: Machine, open: OpenTask, then: string, output: Json): boolean {
  const { extensions: all = [], ...owner } = open;
  return openNext(machine, owner, 'after', { left: all, all, then, output });
}

/** openNext begins the next of some extensions that has tasks for this phase; false when none has. */
export function openNext(machine: Machine, owner: OpenTask, phase: Phase, state: ExtensionState): boolean {
  const all = extensions(machine);
  const { left } = state;
  for (const [place, index] of left.entries()) {
    const { name = '', task } = all[index] ?? {};
    if (!Array.isArray(task?.[phase])) continue;
    const frame = frameOf(`/use/extensions/${index}/${pointerStep(name)}/${phase}`, owner.iteration, owner);
    machine.thread.frames.push({
      ...frame,
      reference: `${owner.reference}/${phase}/${pointerStep(name)}`,
      role: phase,
      extension: { ...state, left: left.slice(place + 1) },
    });
    machine.thread.data = phase === 'before' ? owner.input : (state.output ?? null);
    return true;
  }
  return false;
}

function extensions({ run }: Machine): { name: string; task: Task }[] {
  return entriesAt(run.document, '/use/extensions');
}

function extendsKind(extend: Json | undefined, kind: string): boolean {
  return (
    extend === 'all' || extend === kind || (extend === 'composite' && (kind === 'do' || kind === 'fork'))
  );
}

function applies(machine: Machine, when: string, open: OpenTask): Promise<boolean> {
  const described: JsonObject = extendedTask(machine, open);
  const scope = scopeOf(machine, open);
  const variables = (name: string) => (name === 'task' ? described : scope(name));
  return holds(machine, when, open.input, variables);
}

function isInExtension(machine: Machine): boolean {
  for (let at: Machine['thread'] | undefined = machine.thread; at; at = parentOf(machine, at))
    if (at.frames.some(frame => frame.extension)) return true;
  return false;
}
