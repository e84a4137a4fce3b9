import { isObject, type Json } from '../../domain/json.ts';
import { fault } from '../../domain/workflow-error.ts';

/**
 * expandUri fills `{name}` with the top-level members of the task's input, as RFC 6570's simple expansion does; what
 * is missing is empty. A value cannot leave its place: no slash, and no `.` or `..` as a whole step of the path.
 */
export function expandUri(template: string, input: Json): string {
  if (!template.includes('{')) return template;
  const values = isObject(input) ? input : {};
  const expanded = template.replace(/\{([^{}]*)\}/g, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (typeof value === 'object' && value !== null)
      throw fault('expression', `{${name}} in a URI needs a string, a number, a boolean or null`);
    return value === undefined || value === null ? '' : encodeValue(String(value));
  });
  if (dotSteps(expanded) > dotSteps(template.replace(/\{[^{}]*\}/g, 'x')))
    throw fault('expression', 'A value in a URI is . or .., which would name another path');
  return expanded;
}

/** encodeValue leaves RFC 3986's unreserved characters alone. */
export function encodeValue(value: string): string {
  // A lone surrogate has no UTF-8.
  return encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** isDotStep tells steps that a URL parser removes, with the one before. */
export function isDotStep(step: string): boolean {
  return /^(?:\.|%2e){1,2}$/i.test(step);
}

function dotSteps(uri: string): number {
  const [path = ''] = uri.split(/[?#]/);
  return path.split(/[/\\]/).filter(isDotStep).length;
}

/** httpUrl reads an absolute http(s) URI without credentials; anything else is a configuration error. */
export function httpUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw fault('configuration', 'The URI is not an absolute one');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw fault('configuration', `URIs of the scheme ${url.protocol} are not supported; http and https are`);
  if (url.username || url.password)
    throw fault('configuration', 'A URI must not hold a user name or password; use authentication');
  if (url.hash !== '') url.hash = '';
  return url;
}
