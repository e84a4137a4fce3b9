import { isDeepStrictEqual } from 'node:util';
import { located } from '../../src/domain/connection-params.ts';
import type { Action, Provider } from '../../src/domain/provider.ts';
import { pick } from '../../src/domain/template.ts';
import type { Examples } from './examples.ts';
import type { Asked } from './mock-provider.ts';
import type { asksFor } from './pages.ts';
import { setAt } from './set-at.ts';

type Example = Examples['actions'][string];
type Turn = ReturnType<typeof asksFor>;

/** problemsOf says in what a request for an action is not the one that its example writes down. */
export function problemsOf(
  given: Asked,
  {
    provider,
    action,
    example,
    params,
  }: { provider: Provider; action: Action; example: Example; params: Readonly<Record<string, string>> },
  turn: Turn = {},
): string[] {
  const here = located(provider, params);
  const { request } = here.actions.find(({ id }) => id === action.id) ?? action;
  const base = new URL(request.baseUrl ?? here.baseUrl).pathname.replace(/\/$/, '');
  const inQuery = request.body === undefined;
  const { asked, problems } = withoutKey(given, action);
  return [
    ...problems,
    ...differs('the method', asked.method, request.method),
    ...differs(
      'the path',
      decodeURIComponent(asked.path),
      decodeURIComponent(base + (turn.path ?? example.path)),
    ),
    ...differs(
      'the query',
      queryOf(asked, provider),
      wantedQuery(action, inQuery ? (example.query ?? example.sends) : example.query, turn),
    ),
    ...(inQuery ? [] : bodyProblems(asked, example.sends, turn)),
    ...Object.entries(example.headers ?? {}).flatMap(([name, value]) =>
      differs(`the header ${name}`, asked.headers[name], value),
    ),
  ];
}

/** An idempotency key in a field is ours, and another each time. */
function withoutKey(asked: Asked, { idempotencyField }: Action): { asked: Asked; problems: string[] } {
  if (idempotencyField === undefined) return { asked, problems: [] };
  const key = pick(asked, idempotencyField);
  const isKey = typeof key === 'string' && /^[\da-f]{32}$/.test(key);
  return {
    asked: {
      ...asked,
      ...withoutAbsent(setAt({ query: asked.query, body: asked.body }, idempotencyField, undefined)),
    },
    problems: isKey ? [] : [`${idempotencyField} is ${JSON.stringify(key)}, no key`],
  };
}

function withoutAbsent(value: unknown): Pick<Asked, 'query' | 'body'> {
  return JSON.parse(JSON.stringify(value)) as Asked;
}

/** What stands in every query of a provider, as a key, is not the action's. */
function queryOf({ query }: Asked, provider: Provider): object {
  return Object.fromEntries(Object.entries(query).filter(([name]) => !Object.hasOwn(provider.query, name)));
}

/** A page that the provider gave an address of has its whole query from there. */
function wantedQuery({ pagination }: Action, example: unknown, { query }: Turn): object {
  if (query && (pagination?.type === 'link' || pagination?.type === 'url')) return query;
  return { ...textsOf(example ?? {}), ...query };
}

function bodyProblems({ body, headers }: Asked, sends: unknown, turn: Turn): string[] {
  if (turn.body) {
    const [path, value] = turn.body;
    return differs(`the body's ${path}`, pick(body, path), value);
  }
  const isForm = /urlencoded|multipart/.test(headers['content-type'] ?? '');
  return differs('the body', body, isForm ? Object.fromEntries(formOf(sends)) : withQuery(sends, body));
}

/** Of GraphQL the variables are compared, if the example says no more. */
function withQuery(sends: unknown, body: unknown): unknown {
  const query = pick(body, 'query');
  const isShort = pick(sends, 'variables') !== undefined && pick(sends, 'query') === undefined;
  return isShort && typeof query === 'string' ? { query, ...(sends as object) } : sends;
}

/** A form's fields as they are sent: `outer[inner]`. */
function formOf(value: unknown, name = ''): [string, unknown][] {
  if (Array.isArray(value) && !value.some(part => typeof part === 'object'))
    return [[name, value.map(String)]];
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, part]) => formOf(part, name === '' ? key : `${name}[${key}]`));
}

/** Queries hold nothing but text. */
function textsOf(value: object): object {
  const entries = Object.entries(value).map(([name, part]: [string, unknown]) => [
    name,
    Array.isArray(part) ? part.map(String) : String(part),
  ]);
  return Object.fromEntries(entries) as object;
}

function differs(what: string, got: unknown, wanted: unknown): string[] {
  return isDeepStrictEqual(got, wanted)
    ? []
    : [`${what} is ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`];
}
