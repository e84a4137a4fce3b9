import { isObject, type Json } from '../json.ts';
import { type Frame, type OpenTask } from '../run-state.ts';
import { fault } from '../workflow-error.ts';
import { frameOf, type Machine, record } from './machine.ts';
import { member } from './scope.ts';

/** openFunction begins a function of `use.functions`: a task, carried out in place of the call, with its arguments as input. */
export function openFunction(machine: Machine, open: OpenTask, name: string, input: Json): void {
  const frame = functionFrame(machine, open, name);
  record(machine, open, 'running');
  machine.thread.data = input;
  machine.thread.frames.push(frame);
}

/** functionFrame is the frame in which a function is carried out for a task. */
export function functionFrame(machine: Machine, open: OpenTask, name: string): Frame {
  const functions = member(machine.run.document['use'], 'functions');
  const index = Object.keys(isObject(functions) ? functions : {}).indexOf(name);
  if (index < 0) throw fault('configuration', `There is no function '${name}'`);
  return {
    ...frameOf('/use/functions', open.iteration, open),
    reference: open.reference,
    next: index,
    end: index + 1,
    role: 'function',
  };
}
