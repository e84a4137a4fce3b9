import { isDeepStrictEqual } from 'node:util';
import { givenSource } from './event-rules.ts';
import { bareExpression, expressionIn, isUnfinished } from './expression.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { type TenantEvent } from './tenant-event.ts';
import { WorkflowFault } from './workflow-error.ts';

/** EventFilter is an event filter of the DSL. */
export interface EventFilter extends JsonObject {
  with: JsonObject;
}

/** Evaluate runs one expression on an input, with whatever variables are in scope where the filter stands. */
export type Evaluate = (expression: string, input: Json) => Promise<Json>;

/** CorrelationKeys are the values that events which belong together have in common, by the names of `correlate`. */
export type CorrelationKeys = Record<string, Json>;

/** Characters that make a text a regular expression; the dots of types and sources alone do not. */
const pattern = /[\\^$*+?()[\]{}|]/;
/** On `{ value, pattern }`; by jq, whose sandbox ends what backtracks for ever. */
const test = '.pattern as $pattern | .value | test($pattern)';

/**
 * matches tells whether an event passes a filter, given the keys of the events before it: undefined when not, else
 * all keys with those that this event is the first to have. Literals equal; what has characters of a regular
 * expression matches as one, whole unless it has anchors; `${ }` runs on the event, for `data` on the data, and must give true or
 * the attribute's own value. An expression that fails does not match. One that is ended before it has an answer may have
 * matched: that is the fault that matches rejects with.
 */
export async function matches(
  filter: EventFilter,
  event: TenantEvent,
  evaluate: Evaluate,
  keys: CorrelationKeys = {},
): Promise<CorrelationKeys | undefined> {
  try {
    for (const [name, wanted] of Object.entries(filter.with)) {
      const passes = name === 'data' ? dataPasses : attributePasses;
      if (!(await passes(wanted, name, event, evaluate))) return undefined;
    }
    return await correlated(filter, event, evaluate, keys);
  } catch (error) {
    if (error instanceof WorkflowFault && !isUnfinished(error)) return undefined;
    throw error;
  }
}

async function attributePasses(
  wanted: Json,
  name: string,
  event: TenantEvent,
  evaluate: Evaluate,
): Promise<boolean> {
  const { [name]: actual = null } = event;
  if (!isScalar(actual)) return false;
  const forms = name === 'source' ? [String(actual), givenSource(String(actual))] : [actual];
  const isOne = (value: Json) => isScalar(value) && forms.some(form => String(form) === String(value));
  if (isOne(wanted)) return true;
  if (typeof wanted !== 'string') return false;
  const expression = expressionIn(wanted);
  if (expression !== undefined) {
    const value = await evaluate(expression, event as JsonObject);
    return value === true || isOne(value);
  }
  if (!pattern.test(wanted)) return false;
  const anchored = wanted.startsWith('^') || wanted.endsWith('$') ? wanted : `\\A(?:${wanted})\\z`;
  for (const form of forms) {
    if ((await evaluate(test, { value: String(form), pattern: anchored })) === true) return true;
  }
  return false;
}

/** Extensions are numbers and booleans, too; CloudEvents has a text for each. */
function isScalar(value: Json): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

async function dataPasses(
  wanted: Json,
  _name: string,
  { data = null }: TenantEvent,
  evaluate: Evaluate,
): Promise<boolean> {
  if (typeof wanted === 'string') {
    const expression = expressionIn(wanted);
    if (expression === undefined) return wanted === data;
    const value = await evaluate(expression, data);
    return value !== null && value !== false;
  }
  return isDeepStrictEqual(await filled(wanted, data, evaluate), data);
}

/** A literal of `data` with the expressions in it run on the data. */
async function filled(template: Json, data: Json, evaluate: Evaluate): Promise<Json> {
  if (typeof template === 'string') {
    const expression = expressionIn(template);
    return expression === undefined ? template : evaluate(expression, data);
  }
  if (Array.isArray(template)) return Promise.all(template.map(item => filled(item, data, evaluate)));
  if (!isObject(template)) return template;
  const entries = Object.entries(template).map(async ([key, value]) => [
    key,
    await filled(value, data, evaluate),
  ]);
  return Object.fromEntries(await Promise.all(entries)) as JsonObject;
}

/** An event without the value that is to be correlated belongs to nothing. */
async function correlated(
  { correlate }: EventFilter,
  event: TenantEvent,
  evaluate: Evaluate,
  keys: CorrelationKeys,
): Promise<CorrelationKeys | undefined> {
  const found = { ...keys };
  for (const [name, correlation] of Object.entries(isObject(correlate) ? correlate : {})) {
    if (!isObject(correlation) || typeof correlation['from'] !== 'string') return undefined;
    const value = await evaluate(bareExpression(correlation['from']), event as JsonObject);
    if (value === null) return undefined;
    const { expect } = correlation;
    const expression = typeof expect === 'string' ? expressionIn(expect) : undefined;
    const expected = expression === undefined ? expect : await evaluate(expression, event as JsonObject);
    if (expected !== undefined && !same(expected, value)) return undefined;
    if (Object.hasOwn(found, name) && !isDeepStrictEqual(found[name], value)) return undefined;
    found[name] = value;
  }
  return found;
}

/** `expect` is a text in documents; constants of other kinds are meant by it, too. */
function same(expected: Json, value: Json): boolean {
  if (isScalar(expected) && isScalar(value)) return String(expected) === String(value);
  return isDeepStrictEqual(expected, value);
}

/** typesOf lists the types that pass some of the filters; undefined where any type may. */
export function typesOf(filters: readonly EventFilter[]): string[] | undefined {
  const types = new Set<string>();
  for (const filter of filters) {
    const { type } = filter.with;
    if (typeof type !== 'string' || pattern.test(type)) return undefined;
    types.add(type);
  }
  return types.size === 0 ? undefined : [...types];
}
