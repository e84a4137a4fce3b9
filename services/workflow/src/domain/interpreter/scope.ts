import { type Variables } from '../expression.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { type OpenTask, type Thread } from '../run-state.ts';
import { fault } from '../workflow-error.ts';
import { type Machine, taskOf } from './machine.ts';

const runtime = { name: 'neighbourhood', version: '0.1.0', metadata: {} };

/** scopeOf gives the specification's variables, and those of loops and catches around; made only when asked for. */
export function scopeOf(machine: Machine, task?: OpenTask, output?: Json): Variables {
  const { run, thread } = machine;
  return name => {
    switch (name) {
      case 'context':
        return run.state.context;
      case 'input':
        return task ? task.input : run.input;
      case 'output':
        return output ?? null;
      case 'task':
        return describedTask(machine, task, output);
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
        return secretsOf(machine);
      case 'authorization':
        return machine.authorization ?? null;
      default:
        return variableOf(machine, thread, name);
    }
  };
}

/** Variables of loops and catches around, those of the fork that a branch belongs to as well. */
function variableOf(machine: Machine, thread: Thread, name: string): Json | undefined {
  const frame = thread.frames.findLast(each => Object.hasOwn(each.variables, name));
  if (frame) return frame.variables[name];
  const { parent } = thread;
  const above = parent && machine.run.state.threads.find(each => each.id === parent.thread);
  return above && variableOf(machine, above, name);
}

/** In an extension `$task` is the task that it extends, its definition's members included. */
function describedTask(machine: Machine, task: OpenTask | undefined, output: Json | undefined): Json {
  const frame = machine.thread.frames.findLast(each => each.extension);
  if (frame?.owner) return extendedTask(machine, frame.owner, frame.extension?.output);
  return task ? describeTask(machine, task, output) : {};
}

/** extendedTask describes a task to its extensions. */
export function extendedTask(machine: Machine, task: OpenTask, output?: Json): JsonObject {
  return { ...taskOf(machine, task), ...describeTask(machine, task, output) };
}

function describeTask(machine: Machine, task: OpenTask, output: Json | undefined): JsonObject {
  return {
    name: task.name,
    reference: task.reference,
    definition: taskOf(machine, task),
    input: 'raw' in task ? (task.raw ?? null) : task.input,
    output: output ?? null,
    startedAt: describeTime(new Date(task.startedAt)),
  };
}

function describeTime(time: Date): Json {
  const milliseconds = time.getTime();
  return { iso8601: time.toISOString(), epoch: { seconds: Math.floor(milliseconds / 1000), milliseconds } };
}

/** secretsOf gives the secrets that the document names; one that cannot be had is an authorization error. */
export function secretsOf(machine: Machine): JsonObject {
  const names = (member(machine.run.document['use'], 'secrets') ?? []) as string[];
  const { secrets } = machine.ports;
  const missing = names.find(name => !Object.hasOwn(secrets, name));
  if (missing !== undefined)
    throw fault('authorization', `There is no secret '${missing}' for this workspace`);
  return { ...secrets };
}

/** named is a definition that stands where it is needed, or is named there and stands in `use`. */
export function named(machine: Machine, kind: string, given: Json | undefined): Json | undefined {
  return typeof given === 'string' ? member(member(machine.run.document['use'], kind), given) : given;
}

/** truthy is jq's: everything but null and false. */
export function truthy(value: Json): boolean {
  return value !== null && value !== false;
}

/** member reads an object's member from JSON that may be no object. */
export function member(value: Json | undefined, name: string): Json | undefined {
  return isObject(value) ? value[name] : undefined;
}

/** textOf is a text, or what stands in for one that is absent. */
export function textOf(value: Json | undefined, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
