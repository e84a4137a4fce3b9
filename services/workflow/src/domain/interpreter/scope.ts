import { at } from '../document.ts';
import { type Variables } from '../expression.ts';
import { isObject, type Json } from '../json.ts';
import { type OpenTask } from '../run-state.ts';
import { type Machine } from './machine.ts';

const runtime = { name: 'neighbourhood', version: '0.1.0', metadata: {} };

/** scopeOf gives the specification's variables, and those of loops and catches around; made only when asked for. */
export function scopeOf(machine: Machine, task?: OpenTask, output?: Json): Variables {
  const { run } = machine;
  return name => {
    switch (name) {
      case 'context':
        return run.state.context;
      case 'input':
        return task ? task.input : run.input;
      case 'output':
        return output ?? null;
      case 'task':
        return task ? describeTask(run.document, task, output) : {};
      case 'workflow':
        return {
          id: run.executionId,
          definition: run.document,
          input: run.input,
          startedAt: describeTime(run.startedAt),
        };
      case 'runtime':
        return runtime;
      case 'secrets':
        return {};
      default:
        return run.state.frames.findLast(frame => Object.hasOwn(frame.variables, name))?.variables[name];
    }
  };
}

function describeTask(document: Json, task: OpenTask, output: Json | undefined): Json {
  const definition = at(document, task.reference) ?? null;
  const startedAt = describeTime(new Date(task.startedAt));
  return {
    name: task.name,
    reference: task.reference,
    definition,
    input: task.input,
    output: output ?? null,
    startedAt,
  };
}

function describeTime(time: Date): Json {
  const milliseconds = time.getTime();
  return { iso8601: time.toISOString(), epoch: { seconds: Math.floor(milliseconds / 1000), milliseconds } };
}

/** truthy is jq's: everything but null and false. */
export function truthy(value: Json): boolean {
  return value !== null && value !== false;
}

/** member reads an object's member from JSON that may be no object. */
export function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? value[name] : undefined;
}
