/**
 * Most expressions of workflows are short and simple. Those of a small subset of jq are evaluated here, at once, with
 * the same result as jq's; wherever that is not certain, on every error and when it takes long, the answer is
 * undefined, and the real jq decides. A test holds both against each other.
 */
import { type Json, type JsonObject } from '../json.ts';
import { at, builtins, type Filter, items } from './builtins.ts';
import { parseQuick } from './parse.ts';
import { type Syntax, Unsure, unsure } from './syntax.ts';
import { burn, type Fuel, operate, ordinary, textOf, truthy } from './values.ts';

type Lookup = (name: string) => Json | undefined;

/** Steps of one evaluation: some milliseconds at most. */
const maxSteps = 20_000;
const maxOutputs = 2_000;
/** Longer programs are none of the simple ones, and would fill the memory of those parsed. */
const maxLength = 2_000;
const parsed = new Map<string, Syntax | undefined>();

/** quickly gives the outputs of a program, or undefined when the real jq is to be asked. */
export function quickly(program: string, input: Json, variables: Lookup): Json[] | undefined {
  const syntax = syntaxOf(program);
  if (!syntax) return undefined;
  return orUnsure(() => evaluate(syntax, input, variables, { left: maxSteps }));
}

function syntaxOf(program: string): Syntax | undefined {
  if (program.length > maxLength) return undefined;
  if (parsed.has(program)) return parsed.get(program);
  const syntax = orUnsure(() => parseQuick(program));
  if (parsed.size >= 2_000) parsed.clear();
  parsed.set(program, syntax);
  return syntax;
}

function orUnsure<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof Unsure) return undefined;
    throw error;
  }
}

function evaluate(syntax: Syntax, input: Json, variables: Lookup, fuel: Fuel): Json[] {
  burn(fuel, 1);
  const all = (part: Syntax, of: Json = input) => evaluate(part, of, variables, fuel);
  /** jq has an order for several outputs of several operands; one each needs none. */
  const one = (part: Syntax, of: Json = input): Json => {
    const outputs = all(part, of);
    return outputs.length === 1 ? (outputs[0] ?? null) : unsure();
  };
  switch (syntax.is) {
    case 'identity':
      return [input];
    case 'constant':
      return [syntax.value];
    case 'variable': {
      const value = variables(syntax.name);
      return value === undefined ? unsure() : [value];
    }
    case 'text':
      return [syntax.parts.reduce<Json>((text, part) => operate('+', text, textOf(one(part)), fuel), '')];
    case 'index': {
      const key = one(syntax.by);
      return all(syntax.of).map(value => at(value, key));
    }
    case 'each':
      return bounded(all(syntax.of).flatMap(value => items(value, fuel)));
    case 'array':
      return [syntax.of ? all(syntax.of) : []];
    case 'object':
      return [objectOf(syntax.members.map(({ key, value }) => [one(key), one(value)]))];
    case 'negative': {
      const value = one(syntax.of);
      return [typeof value === 'number' && value !== 0 ? -value : unsure()];
    }
    case 'pipe':
      return bounded(all(syntax.left).flatMap(value => all(syntax.right, value)));
    case 'both':
      return bounded([...all(syntax.left), ...all(syntax.right)]);
    case 'else': {
      const found = all(syntax.left).filter(truthy);
      return found.length > 0 ? found : all(syntax.right);
    }
    case 'and':
      return [truthy(one(syntax.left)) && truthy(one(syntax.right))];
    case 'or':
      return [truthy(one(syntax.left)) || truthy(one(syntax.right))];
    case 'binary':
      return [operate(syntax.operator, one(syntax.left), one(syntax.right), fuel)];
    case 'if':
      return all(truthy(one(syntax.test)) ? syntax.yes : syntax.no);
    case 'bind':
      return bounded(
        all(syntax.of).flatMap(value => {
          const inner: Lookup = name => (name === syntax.name ? value : variables(name));
          return evaluate(syntax.body, input, inner, fuel);
        }),
      );
    case 'call': {
      const { name, given } = syntax;
      const [body] = given;
      if (name === 'map' && given.length === 1 && body)
        return [items(input, fuel).flatMap(value => all(body, value))];
      const builtin = builtins.get(`${name}/${given.length}`) ?? unsure();
      return builtin(
        input,
        fuel,
        ...given.map(
          (part): Filter =>
            value =>
              one(part, value),
        ),
      );
    }
  }
}

function bounded(outputs: Json[]): Json[] {
  return outputs.length > maxOutputs ? unsure() : outputs;
}

function objectOf(members: [Json, Json][]): JsonObject {
  const made: JsonObject = {};
  for (const [name, value] of members) {
    if (typeof name !== 'string' || !ordinary(name)) return unsure();
    made[name] = value;
  }
  return made;
}
