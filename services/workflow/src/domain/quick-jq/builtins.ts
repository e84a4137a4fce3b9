import { isObject, type Json } from '../json.ts';
import { unsure } from './syntax.ts';
import { burn, compare, equal, type Fuel, operate, textOf, truthy } from './values.ts';

/** Filter is an argument: its one output for an input. */
export type Filter = (input: Json) => Json;

/** Builtin gives the outputs of a function of jq for one input. */
export type Builtin = (input: Json, fuel: Fuel, ...given: Filter[]) => Json[];

const kind = (value: Json): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
const only =
  (test: (input: Json) => boolean): Builtin =>
  input =>
    test(input) ? [input] : [];
const string = (value: Json): string => (typeof value === 'string' ? value : unsure());
const number = (value: Json): number => (typeof value === 'number' ? value : unsure());
const list = (value: Json, fuel: Fuel): Json[] => {
  if (!Array.isArray(value)) return unsure();
  burn(fuel, value.length / 4);
  return value;
};
const texts =
  (apply: (input: string, other: string) => Json): Builtin =>
  (input, fuel, given) => {
    const other = string(given(input));
    burn(fuel, string(input).length / 16);
    return [apply(string(input), other)];
  };
const ascii =
  (from: RegExp, to: (text: string) => string): Builtin =>
  (input, fuel) => {
    burn(fuel, string(input).length / 16);
    return [string(input).replace(from, to)];
  };

/** items are what `.[]` gives. */
export function items(value: Json, fuel: Fuel): Json[] {
  if (Array.isArray(value)) return list(value, fuel);
  if (!isObject(value)) return unsure();
  const all = Object.values(value);
  burn(fuel, all.length);
  return all;
}

/** at is `.[key]`. */
export function at(value: Json, key: Json): Json {
  if (typeof key === 'string') {
    if (value === null) return null;
    if (!isObject(value)) return unsure();
    return (Object.hasOwn(value, key) ? value[key] : null) ?? null;
  }
  if (typeof key !== 'number' || !Number.isSafeInteger(key)) return unsure();
  if (value === null) return null;
  return (Array.isArray(value) ? value.at(key) : unsure()) ?? null;
}

function lengthOf(value: Json, fuel: Fuel): number {
  if (value === null) return 0;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') {
    burn(fuel, value.length / 8);
    return Array.from(value).length;
  }
  return Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : unsure();
}

function sorted(values: Json[], fuel: Fuel, by: Filter = value => value): Json[] {
  burn(fuel, values.length * Math.log2(values.length + 2));
  const keyed = values.map(value => ({ value, key: by(value) }));
  if (keyed.length === 1) compare(keyed[0]?.key ?? null, keyed[0]?.key ?? null);
  return keyed.sort((left, right) => compare(left.key, right.key)).map(({ value }) => value);
}

function counted(from: number, to: number, fuel: Fuel): Json[] {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) unsure();
  burn(fuel, Math.max(0, to - from));
  return Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place);
}

/** builtins are the functions of the quick subset by name and number of arguments. */
export const builtins = new Map<string, Builtin>(
  Object.entries<Builtin>({
    'empty/0': () => [],
    'not/0': input => [!truthy(input)],
    'type/0': input => [kind(input)],
    'length/0': (input, fuel) => [lengthOf(input, fuel)],
    'tostring/0': input => [textOf(input)],
    'tonumber/0': input => [number(input)],
    'floor/0': input => [Math.floor(number(input))],
    'ceil/0': input => [Math.ceil(number(input))],
    'abs/0': input => [number(input) < 0 ? -number(input) : number(input)],
    'first/0': input => [at(input, 0)],
    'last/0': input => [at(input, -1)],
    'values/0': only(input => input !== null),
    'nulls/0': only(input => input === null),
    'strings/0': only(input => typeof input === 'string'),
    'numbers/0': only(input => typeof input === 'number'),
    'booleans/0': only(input => typeof input === 'boolean'),
    'arrays/0': only(Array.isArray),
    'objects/0': only(isObject),
    'scalars/0': only(input => !Array.isArray(input) && !isObject(input)),
    'iterables/0': only(input => Array.isArray(input) || isObject(input)),
    'keys/0': (input, fuel) => {
      if (Array.isArray(input)) return [counted(0, input.length, fuel)];
      return [isObject(input) ? sorted(Object.keys(input), fuel) : unsure()];
    },
    'has/1': (input, _fuel, given) => {
      const key = given(input);
      if (isObject(input)) return [Object.hasOwn(input, string(key))];
      if (!Array.isArray(input) || !Number.isSafeInteger(key)) return unsure();
      return [number(key) >= 0 && number(key) < input.length];
    },
    'to_entries/0': (input, fuel) => {
      if (!isObject(input)) return unsure();
      const entries = Object.entries(input);
      burn(fuel, entries.length * 2);
      return [entries.map(([key, value]) => ({ key, value }))];
    },
    'add/0': (input, fuel) => [
      items(input, fuel).reduce<Json>((sum, each) => operate('+', sum, each, fuel), null),
    ],
    'any/0': (input, fuel) => [list(input, fuel).some(truthy)],
    'all/0': (input, fuel) => [list(input, fuel).every(truthy)],
    'any/1': (input, fuel, given) => [items(input, fuel).some(each => truthy(given(each)))],
    'all/1': (input, fuel, given) => [items(input, fuel).every(each => truthy(given(each)))],
    'select/1': (input, _fuel, given) => (truthy(given(input)) ? [input] : []),
    'reverse/0': (input, fuel) => [[...list(input, fuel)].reverse()],
    'sort/0': (input, fuel) => [sorted(list(input, fuel), fuel)],
    'sort_by/1': (input, fuel, given) => [sorted(list(input, fuel), fuel, given)],
    'unique/0': (input, fuel) => {
      const all = sorted(list(input, fuel), fuel);
      return [all.filter((each, place) => place === 0 || !equal(each, all[place - 1] ?? null, fuel))];
    },
    'min/0': (input, fuel) => [sorted(list(input, fuel), fuel)[0] ?? null],
    'max/0': (input, fuel) => [sorted(list(input, fuel), fuel).at(-1) ?? null],
    'range/1': (input, fuel, given) => counted(0, number(given(input)), fuel),
    'range/2': (input, fuel, from, to) => counted(number(from(input)), number(to(input)), fuel),
    'join/1': (input, fuel, given) => {
      const between = string(given(input));
      const parts = list(input, fuel).map(each => (each === null ? '' : textOf(each)));
      const text = parts.join(between);
      burn(fuel, text.length / 16);
      return [text];
    },
    'split/1': texts((input, between) =>
      between === '' ? unsure() : input === '' ? [] : input.split(between),
    ),
    'startswith/1': texts((input, start) => input.startsWith(start)),
    'endswith/1': texts((input, end) => input.endsWith(end)),
    'ltrimstr/1': texts((input, start) => (input.startsWith(start) ? input.slice(start.length) : input)),
    'rtrimstr/1': texts((input, end) =>
      end !== '' && input.endsWith(end) ? input.slice(0, -end.length) : input,
    ),
    'contains/1': texts((input, part) => input.includes(part)),
    'ascii_downcase/0': ascii(/[A-Z]+/g, text => text.toLowerCase()),
    'ascii_upcase/0': ascii(/[a-z]+/g, text => text.toUpperCase()),
  }),
);
