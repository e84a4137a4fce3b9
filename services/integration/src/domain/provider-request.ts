import { AppError } from '@neighbourhood/shared/errors/app-error';
import type { Provider, RequestRule, Template } from './provider.ts';
import { asText, fill, fillString, pick, type Scope } from './template.ts';

/** ProviderRequest is an HTTP request to a provider, ready to be sent. */
export interface ProviderRequest {
  method: RequestRule['method'];
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/**
 * buildRequest fills a request rule. The scope holds `input` and `credentials`. A path field that would leave
 * its place in the path (empty, `.` or `..`) fails with ACTION.INVALID_INPUT.
 */
export function buildRequest(provider: Provider, rule: RequestRule, scope: Scope): ProviderRequest {
  const base = (rule.baseUrl ?? provider.baseUrl).replace(/\/$/, '');
  const url = new URL(base + fillPath(rule.path, scope));
  for (const [name, template] of Object.entries(rule.query ?? {})) {
    const value = fill(template, scope);
    if (value !== undefined && value !== null) url.searchParams.set(name, asText(value));
  }
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'NeighbourHood' };
  for (const [name, value] of Object.entries({ ...provider.headers, ...rule.headers })) {
    headers[name.toLowerCase()] = fillString(value, scope);
  }
  headers['authorization'] = fillString(provider.authorization, scope);
  const request: ProviderRequest = { method: rule.method, url: url.href, headers };
  return rule.body === undefined ? request : withBody(request, fill(rule.body, scope), rule.encoding);
}

/** withBody adds a body in the given encoding; nested fields of a form are written `outer[inner]`. */
export function withBody(
  request: ProviderRequest,
  body: unknown,
  encoding: 'json' | 'form',
): ProviderRequest {
  const contentType = encoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
  return {
    ...request,
    headers: { ...request.headers, 'content-type': contentType },
    body: encoding === 'json' ? JSON.stringify(body ?? {}) : encodeForm(body),
  };
}

/** inputFields names the fields of the input that a path template uses. */
export function pathFields(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}

function fillPath(path: string, scope: Scope): string {
  return path.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = pick(scope, `input.${name}`);
    const filled = value === undefined || value === null ? '' : asText(value);
    if (filled === '' || filled === '.' || filled === '..') {
      throw new AppError('invalidArgument', 'ACTION.INVALID_INPUT', 'The input does not fit the action.', {
        fields: [{ path: name, message: 'must not be empty, "." or ".."' }],
      });
    }
    return encodeURIComponent(filled);
  });
}

function encodeForm(body: unknown): string {
  const form = new URLSearchParams();
  const add = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (typeof value !== 'object') form.append(name, asText(value));
    else for (const [key, part] of Object.entries(value)) add(name === '' ? key : `${name}[${key}]`, part);
  };
  add('', body);
  return form.toString();
}

/** templateTexts lists every text inside a template, for checking a catalogue entry. */
export function templateTexts(template: Template): string[] {
  if (typeof template === 'string') return [template];
  if (template === null || typeof template !== 'object') return [];
  return Object.values<Template>(template).flatMap(templateTexts);
}
