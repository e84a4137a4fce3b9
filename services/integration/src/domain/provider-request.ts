import { signRequest } from './adapters/sign-request.ts';
import { fillFor } from './bounded.ts';
import { type Pagination, putAt, putCursor } from './pagination.ts';
import type { Action, Provider, RequestRule, Template } from './provider.ts';
import { invalidInput } from './request-errors.ts';
import { asText, fill, fillSent, fillString, pick, type Scope } from './template.ts';

/** ProviderRequest is an HTTP request to a provider, ready to be sent. */
export interface ProviderRequest {
  method: RequestRule['method'];
  url: string;
  headers: Record<string, string>;
  body?: string;
}

/**
 * buildRequest fills a request rule, within the bounds of `fillFor`. The scope holds `input`, `credentials` and `params`.
 * A path field that would leave its place in the path (empty, `.` or `..`) fails with ACTION.INVALID_INPUT.
 */
export function buildRequest(
  provider: Provider,
  rule: RequestRule,
  scope: Scope,
  turn: Turn = () => undefined,
): ProviderRequest {
  return fillFor(provider, () => filledRequest(provider, rule, scope, turn));
}

/** Turn changes a request to that for another page. */
type Turn = (page: { query: URLSearchParams; body: unknown }) => void;

function filledRequest(provider: Provider, rule: RequestRule, scope: Scope, turn: Turn): ProviderRequest {
  const base = (rule.baseUrl ?? provider.baseUrl).replace(/\/$/, '');
  const url = new URL(base + fillPath(rule.path, scope));
  for (const [name, template] of Object.entries({ ...provider.query, ...rule.query })) {
    const value = fill(template, scope);
    if (value !== undefined && value !== null) url.searchParams.set(name, asText(value));
  }
  const body = rule.body === undefined ? undefined : bodyOf(rule.body, scope);
  turn({ query: url.searchParams, body });
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'NeighbourHood' };
  for (const [name, value] of Object.entries({ ...provider.headers, ...rule.headers })) {
    const filled = fillString(value, scope);
    if (!inHeader.test(filled)) refuseInput(value);
    if (filled !== '') headers[name.toLowerCase()] = filled;
  }
  const authorization = authorizationOf(provider, scope);
  if (authorization !== '') headers['authorization'] = authorization;
  const request: ProviderRequest = { method: rule.method, url: url.href, headers };
  // The body is the file, or its form: whoever sends it makes it.
  const { encoding } = rule;
  const whole =
    body === undefined || encoding === 'raw' || encoding === 'multipart'
      ? request
      : withBody(request, body, encoding);
  return signRequest(provider, whole, scope);
}

/** RFC 9110, 5.5: what a header may hold, as bytes. */
const inHeader = /^[\t\x20-\x7e\x80-\xff]*$/;

/** What is not of the input is for whoever sends it to refuse. */
function refuseInput(template: string): void {
  const fields = [...template.matchAll(/\$\{\s*(input\.\w+)/g)].map(([, path = '']) => ({
    path,
    message: 'holds a character that this provider takes in a header, where it cannot stand',
  }));
  if (fields.length > 0) throw invalidInput(fields);
}

/** Providers take no longer keys in fields: 45 characters at Square, 50 at QuickBooks. */
const longestKey = 32;

/**
 * buildActionRequest fills an action's request, for the page of `cursor` if that is one, with an idempotency key where the
 * provider takes one.
 */
export function buildActionRequest(
  provider: Provider,
  action: Action,
  scope: Scope,
  { idempotencyKey = '', cursor = '' }: { idempotencyKey?: string; cursor?: string } = {},
): ProviderRequest {
  const { pagination, idempotencyHeader, idempotencyField } = action;
  const rule = cursor === '' ? action.request : turned(action.request, pagination);
  const request = buildRequest(provider, rule, scope, page => {
    if (pagination && cursor !== '') putCursor(pagination, cursor, page, heldNames(provider, action.request));
    if (idempotencyField !== undefined && idempotencyKey !== '')
      putAt(idempotencyField, idempotencyKey.slice(0, longestKey), page);
  });
  if (idempotencyHeader !== undefined && idempotencyKey !== '')
    request.headers[idempotencyHeader.toLowerCase()] = idempotencyKey;
  return request;
}

/** heldNames are the parameters of a query that are no page's: those of every request, and those with credentials. */
export function heldNames({ query }: Pick<Provider, 'query'>, rule: RequestRule): string[] {
  const own = Object.entries(rule.query ?? {}).filter(([, template]) =>
    templateTexts(template).some(text => /\$\{\s*credentials\./.test(text)),
  );
  return [...Object.keys(query), ...own.map(([name]) => name)];
}

/** Pages that have a path of their own are asked for by the cursor alone. */
function turned(request: RequestRule, pagination: Pagination | undefined): RequestRule {
  if (pagination?.type !== 'cursor' || pagination.path === undefined) return request;
  const { query: _query, body, ...rest } = request;
  return { ...rest, path: pagination.path, ...(body === undefined ? {} : { body: {} }) };
}

/** A body stays one, however little is in it. */
function bodyOf(template: Template, scope: Scope): unknown {
  const body = fillSent(template, scope);
  return body === undefined && typeof template === 'object' ? {} : body;
}

function authorizationOf({ auth, authorization }: Provider, scope: Scope): string {
  if (auth.type !== 'basic') return fillString(authorization, scope);
  const pair = `${fillString(auth.username, scope)}:${fillString(auth.password, scope)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
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
    headers: { 'content-type': contentType, ...request.headers },
    body: encoding === 'json' ? JSON.stringify(body ?? {}) : encodeForm(body),
  };
}

/** inputFields names the fields of the input that a path template uses. */
export function pathFields(path: string): string[] {
  return [...path.matchAll(pathPlaceholder)].flatMap(([, , name]) => (name === undefined ? [] : [name]));
}

/** `{field}` of the input, or `${credentials.x}` and `${params.x}`. */
const pathPlaceholder = /\$\{((?:credentials|params)\.\w+)\}|\{(\w+)\}/g;

function fillPath(path: string, scope: Scope): string {
  return path.replace(pathPlaceholder, (_match, held: string | undefined, name: string) => {
    const value = pick(scope, held ?? `input.${name}`);
    const filled = value === undefined || value === null ? '' : asText(value);
    if (filled === '' || filled === '.' || filled === '..') {
      throw invalidInput([{ path: held ?? name, message: 'must not be empty, "." or ".."' }]);
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
