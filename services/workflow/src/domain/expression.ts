import { isObject, type Json, type JsonObject } from './json.ts';
import { quickly } from './quick-jq/quick-jq.ts';
import { fault, WorkflowFault } from './workflow-error.ts';

/** JqProgram is one jq program; it reads its input and the variables that it names. */
export interface JqProgram {
  text: string;
  /** Names of the `$variables` that the program mentions, without the dollar. */
  variables: readonly string[];
}

/** Expressions runs jq somewhere it cannot stall the service. */
export interface Expressions {
  /** The outputs of a program, in order. Rejects with ExpressionFailure. */
  run(program: JqProgram, input: Json, variables: JsonObject): Promise<Json[]>;
  /** Compiles without running: the compiler's message, or undefined when the program is sound. */
  check(program: JqProgram): Promise<string | undefined>;
}

/** Variables gives the value of a `$variable`, or undefined when there is no such variable in scope. */
export type Variables = (name: string) => Json | undefined;

const enclosed = /^\s*\$\{([\s\S]+)\}\s*$/;
const variable = /\$([A-Za-z_]\w*)/g;

/** expressionIn is the jq inside `${ … }`, or undefined: in strict mode every other text is a literal. */
export function expressionIn(text: string): string | undefined {
  return enclosed.exec(text)?.[1]?.trim();
}

/** bareExpression is the jq of a field that always holds an expression, with or without `${ }`. */
export function bareExpression(text: string): string {
  return expressionIn(text) ?? text.trim();
}

/** jqProgram wraps an expression; the line feed ends a comment that the expression may end with. */
export function jqProgram(expression: string): JqProgram {
  return { text: `(${expression}\n)`, variables: variablesOf(expression) };
}

/** expressionsIn lists the expressions of a template with the JSON pointer of each. */
export function expressionsIn(template: Json, at: string): { path: string; expression: string }[] {
  if (typeof template === 'string') {
    const expression = expressionIn(template);
    return expression === undefined ? [] : [{ path: at, expression }];
  }
  if (Array.isArray(template))
    return template.flatMap((item, index) => expressionsIn(item, `${at}/${index}`));
  if (isObject(template)) {
    return Object.entries(template).flatMap(([key, value]) => expressionsIn(value, `${at}/${key}`));
  }
  return [];
}

/** evaluate runs one expression. No output is null, one output is itself, several are an array. */
export async function evaluate(
  engine: Expressions,
  expression: string,
  input: Json,
  variables: Variables,
): Promise<Json> {
  const outputs = quickly(expression, input, variables);
  if (outputs) return single(outputs);
  const program = jqProgram(expression);
  return single(await run(engine, program, input, variables));
}

/** evaluateTemplate replaces every `${ … }` in a value; literals stay as they are. One jq run for all that need one. */
export async function evaluateTemplate(
  engine: Expressions,
  template: Json,
  input: Json,
  variables: Variables,
): Promise<Json> {
  if (typeof template === 'string') {
    const expression = expressionIn(template);
    return expression === undefined ? template : evaluate(engine, expression, input, variables);
  }
  const found = expressionsIn(template, '');
  if (found.length === 0) return template;
  const results = await evaluateAll(
    engine,
    found.map(each => each.expression),
    input,
    variables,
  );
  return substitute(template, results.values());
}

async function evaluateAll(engine: Expressions, expressions: string[], input: Json, variables: Variables) {
  const results = new Array<Json>(expressions.length).fill(null);
  const complex: number[] = [];
  for (const [index, expression] of expressions.entries()) {
    const outputs = quickly(expression, input, variables);
    if (outputs) results[index] = single(outputs);
    else complex.push(index);
  }
  if (complex.length === 0) return results;
  const parts = complex.map(index => `[(${expressions[index] ?? ''}\n)]`);
  const program = { text: `[${parts.join(',')}]`, variables: variablesOf(parts.join()) };
  const [outputs] = await run(engine, program, input, variables);
  for (const [place, index] of complex.entries()) {
    results[index] = single((outputs as Json[][] | undefined)?.[place] ?? []);
  }
  return results;
}

function substitute(template: Json, results: Iterator<Json>): Json {
  if (typeof template === 'string') {
    return expressionIn(template) === undefined ? template : (results.next().value as Json);
  }
  if (Array.isArray(template)) return template.map(item => substitute(item, results));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [key, substitute(value, results)]),
  );
}

async function run(
  engine: Expressions,
  program: JqProgram,
  input: Json,
  variables: Variables,
): Promise<Json[]> {
  const values: JsonObject = {};
  for (const name of program.variables) {
    const value = variables(name);
    if (value !== undefined) values[name] = value;
  }
  try {
    return await engine.run(program, input, values);
  } catch (cause) {
    if (!(cause instanceof ExpressionFailure)) throw cause;
    throw fault('expression', cause.message, undefined, cause);
  }
}

/** ExpressionFailure says why jq refused or failed; its message is meant for the workflow's author. */
export class ExpressionFailure extends Error {
  override name = 'ExpressionFailure';
  /** It was ended by a limit of time or space: what it would have given is not known. */
  readonly unfinished: boolean;

  constructor(
    message: string,
    { unfinished = false, ...options }: ErrorOptions & { unfinished?: boolean } = {},
  ) {
    super(message, options);
    this.unfinished = unfinished;
  }
}

/** isUnfinished tells a fault by an expression that was ended from one that failed by itself. */
export function isUnfinished(problem: unknown): boolean {
  return (
    problem instanceof WorkflowFault && problem.cause instanceof ExpressionFailure && problem.cause.unfinished
  );
}

function single(outputs: Json[]): Json {
  return outputs.length > 1 ? outputs : (outputs[0] ?? null);
}

function variablesOf(text: string): string[] {
  return [...new Set([...text.matchAll(variable)].map(match => match[1] ?? ''))].filter(
    name => name !== 'ENV' && name !== '__loc__',
  );
}
