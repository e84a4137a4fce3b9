import { createHash } from 'node:crypto';
import { canonicalJson, type Json, type JsonObject } from './json.ts';

/** Task is one task of a document; which members it has depends on its kind. */
export type Task = JsonObject;

/** TaskList is a list of tasks, each an object with one member: name → task. */
export type TaskList = Record<string, Task>[];

/** Document is a Serverless Workflow document that passed validation. */
export interface Document extends JsonObject {
  document: { dsl: string; namespace: string; name: string; version: string };
  do: TaskList & Json[];
  use?: JsonObject & { secrets?: string[] };
}

/** hashOf is the SHA-256 of the document's canonical JSON, 64 hex digits: equal content, equal hash. */
export function hashOf(document: Json): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}

/** entryOf gives the name and the task of one entry of a task list. */
export function entryOf(entry: Record<string, Task> | undefined): { name: string; task: Task } {
  const [name = '', task = {}] = Object.entries(entry ?? {})[0] ?? [];
  return { name, task };
}

/** at resolves a JSON pointer, as `/do/0/loop/do`, in a document. */
export function at(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const step of pointer.split('/').slice(1)) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as JsonObject)[key];
  }
  return value;
}

/** pointerStep escapes a name for use in a JSON pointer. */
export function pointerStep(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** taskAt resolves the pointer of a task; an empty task where there is none. */
export function taskAt(document: Json, pointer: string): Task {
  return (at(document, pointer) ?? {}) as Task;
}

/** entriesAt gives the tasks of a list, or of a map such as `use.functions`, with their names, in order. */
export function entriesAt(document: Json, pointer: string): { name: string; task: Task }[] {
  const found = pointer === '' ? [] : (at(document, pointer) ?? []);
  if (Array.isArray(found)) return found.map(entry => entryOf(entry as Record<string, Task>));
  if (typeof found !== 'object') return [];
  return Object.entries(found as Record<string, Task>).map(([name, task]) => ({ name, task }));
}
