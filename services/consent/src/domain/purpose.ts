import { AppError, type FieldError } from '@neighbourhood/shared/errors/app-error';
import { isText } from './text.ts';

/** Purpose is what an end user's data may be used for, described for people. */
export interface Purpose {
  id: string;
  title: string;
  description: string;
}

/** defaultPurpose is built in: actions and executions that name no purpose serve it. */
export const defaultPurpose = 'automation';

const builtIn: Purpose = {
  id: defaultPurpose,
  title: 'Automation',
  description: 'Running actions and workflows for the end user.',
};

/** isPurposeId tells a well-formed id, as `marketing_mails`. */
export function isPurposeId(id: string): boolean {
  return /^[a-z][a-z0-9_-]{0,63}$/.test(id);
}

/** withBuiltIn puts the built-in purpose ahead of a workspace's own, which come by id. */
export function withBuiltIn(own: readonly Purpose[]): Purpose[] {
  const others = own.filter(({ id }) => id !== builtIn.id);
  return [builtIn, ...others.sort((one, other) => (one.id < other.id ? -1 : 1))];
}

/** requireKnown fails with REQUEST.INVALID naming each purpose that is none of the workspace's. */
export function requireKnown(wanted: readonly string[], known: readonly Purpose[]): void {
  const ids = new Set(known.map(({ id }) => id));
  const fields = wanted.flatMap((id, index) =>
    ids.has(id)
      ? []
      : [
          {
            path: `purposes.${index}`,
            message: `must be a purpose of the workspace: ${[...ids].join(', ')}`,
          },
        ],
  );
  if (fields.length > 0) {
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'The workspace has no such purpose.', {
      fields,
    });
  }
}

/** checkPurposes fails with REQUEST.INVALID naming every field that keeps a list from being a workspace's. */
export function checkPurposes(purposes: readonly Purpose[]): void {
  const fields = [...faults(purposes)];
  if (fields.length > 0) {
    throw new AppError('invalidArgument', 'REQUEST.INVALID', 'These purposes are not valid.', { fields });
  }
}

function* faults(purposes: readonly Purpose[]): Generator<FieldError> {
  if (purposes.length > 100) yield { path: 'purposes', message: 'must be at most 100' };
  const seen = new Set<string>();
  for (const [index, { id, title, description }] of purposes.entries()) {
    const path = `purposes.${index}`;
    if (!isPurposeId(id))
      yield { path: `${path}.id`, message: 'must match [a-z][a-z0-9_-]*, at most 64 characters' };
    if (seen.has(id)) yield { path: `${path}.id`, message: 'must not be repeated' };
    if (!isText(title, 200))
      yield { path: `${path}.title`, message: 'must have 1 to 200 printable characters' };
    if (description !== '' && !isText(description, 2000)) {
      yield { path: `${path}.description`, message: 'must have at most 2000 printable characters' };
    }
    seen.add(id);
  }
}
