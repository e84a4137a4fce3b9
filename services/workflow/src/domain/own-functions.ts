import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { approvalProblems } from './approvals/approval-input.ts';
import { type Document, type Task } from './document.ts';
import { type ActionReference } from './function-reference.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** The name under which the runtime itself has functions in the default catalogue; no provider is called so. */
const ownProvider = 'neighbourhood';

interface Function {
  version: string;
  /** What is wrong with an input; with one that is not `evaluated`, as far as it is known. */
  problems: (input: JsonObject, evaluated: boolean) => FieldError[];
}

/** The runtime's functions by name. */
const functions: Readonly<Record<string, Function | undefined>> = {
  compensate: { version: '1.0.0', problems: compensateProblems },
  'request-approval': { version: '1.0.0', problems: approvalProblems },
};

/** isCompensation tells the function that undoes tasks: the interpreter itself carries it out. */
export function isCompensation({ provider, action }: ActionReference): boolean {
  return provider === ownProvider && action === 'compensate';
}

/** compensationOf is the function of `use.functions` that undoes a task, as its `metadata.compensate` says. */
export function compensationOf(task: Task): Json | undefined {
  const metadata = task['metadata'];
  return isObject(metadata) ? metadata['compensate'] : undefined;
}

function compensateProblems(input: JsonObject): FieldError[] {
  return Object.keys(input).map(path => ({ path, message: 'is not known: it takes no arguments' }));
}

/** isOwnFunction tells what the runtime carries out itself. */
export function isOwnFunction({ provider }: Pick<ActionReference, 'provider'>): boolean {
  return provider === ownProvider;
}

/** ownFunctionProblems is what is wrong with a call of one of the runtime's functions, by paths in the task. */
export function ownFunctionProblems(
  { action, version }: ActionReference,
  given: Json,
  { evaluated }: { evaluated: boolean },
): FieldError[] {
  const known = Object.hasOwn(functions, action) ? functions[action] : undefined;
  if (known?.version !== version) return [{ path: 'call', message: 'is no function of this runtime' }];
  if (!isObject(given)) return [{ path: 'with', message: 'must be an object' }];
  return known.problems(given, evaluated).map(({ path, message }) => ({ path: `with/${path}`, message }));
}

const asking = new WeakMap<Document, boolean>();

/** makesLinks tells whether a run of a document may get a link that is to be kept out of what is stored. */
export function makesLinks(document: Document): boolean {
  let answer = asking.get(document);
  if (answer === undefined) {
    answer = JSON.stringify(document).includes(`${ownProvider}.request-approval:`);
    asking.set(document, answer);
  }
  return answer;
}
