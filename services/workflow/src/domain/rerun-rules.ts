import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Document, type Task, taskAt } from './document.ts';
import { isDefinedFunction } from './function-reference.ts';
import { isObject } from './json.ts';

/** requireRerunnable fails with REQUEST.INVALID when a run of this document cannot begin with a task. */
export function requireRerunnable(document: Document, reference: string): void {
  const problem = problemOf(document, reference);
  if (problem === undefined) return;
  const fields = [{ path: 'from', message: problem }];
  throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The request is not valid.', { fields });
}

function problemOf(document: Document, reference: string): string | undefined {
  const above = ancestors(reference);
  const listen = above.find(each => isListening(taskAt(document, each)));
  if (listen !== undefined)
    return `${reference} deals with an event that was consumed: begin with the listen, ${listen}`;
  if (Object.keys(taskAt(document, reference)).length > 0) return undefined;
  // The tasks of functions and of extensions are defined elsewhere than their references say.
  const elsewhere = above.some(each => {
    const { call } = taskAt(document, each);
    return typeof call === 'string' && isDefinedFunction(call);
  });
  if (elsewhere || /\/(?:before|after)\//.test(reference)) return undefined;
  return `there is no ${reference} in this version of the definition`;
}

function isListening(task: Task): boolean {
  const { with: given } = task;
  return task['listen'] !== undefined || (isObject(given) && given['subscription'] !== undefined);
}

/** The references under which one stands, as far as they may be tasks. */
function ancestors(reference: string): string[] {
  const steps = reference.split('/');
  return steps.slice(1, -1).map((_, index) => steps.slice(0, index + 2).join('/'));
}
