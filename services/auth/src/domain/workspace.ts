import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { FieldError } from '@neighbourhood/shared/errors/app-error';

/** Workspace is the tenant; its owner is a member and always admin. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly plan: string;
  readonly ownerId: string;
  readonly redirectUris: readonly string[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** cleanWorkspaceName trims and checks. Throws REQUEST.INVALID. */
export function cleanWorkspaceName(input: string): string {
  const name = input.trim();
  if (name === '' || name.length > 100 || /\p{Cc}/u.test(name)) {
    throw invalid([{ path: 'name', message: 'must have 1 to 100 printable characters' }]);
  }
  return name;
}

/**
 * cleanRedirectUris checks where browsers may be sent back to: absolute https URLs (http on loopback where
 * `loopback` allows it), compared exactly later, so without wildcards, fragments or credentials; at most 50.
 */
export function cleanRedirectUris(uris: readonly string[], loopback: boolean): readonly string[] {
  const fields: FieldError[] = uris
    .map((uri, i) => ({ path: `redirectUris.${i}`, message: redirectProblem(uri, loopback) }))
    .filter((field): field is FieldError => field.message !== undefined);
  if (uris.length > 50) fields.push({ path: 'redirectUris', message: 'at most 50' });
  if (fields.length > 0) throw invalid(fields);
  return [...new Set(uris)];
}

function redirectProblem(uri: string, loopback: boolean): string | undefined {
  const url = URL.parse(uri);
  if (url === null || uri.length > 2048 || /[\s\p{Cc}]/u.test(uri)) return 'must be an absolute URL';
  const local = url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(local && loopback)) return 'must be https';
  if (url.username !== '' || url.password !== '') return 'must not carry credentials';
  if (uri.includes('#')) return 'must not have a fragment';
  return uri.includes('*') ? 'must not have wildcards' : undefined;
}

function invalid(fields: FieldError[]): AppError {
  return new AppError('invalidArgument', 'REQUEST.INVALID', 'The workspace has invalid fields.', { fields });
}
