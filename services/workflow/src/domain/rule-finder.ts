import { type FieldError } from '@neighbourhood/shared/errors/app-error';
import { type SchemaPlace } from './document-rules.ts';
import { longestDuration, toMilliseconds } from './duration.ts';
import { pointerStep } from './document.ts';
import { bareExpression, expressionIn, expressionsIn } from './expression.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** Scope is what surrounds a task: the names in its list, and the variables of loops and catches around it. */
export interface Scope {
  siblings?: readonly string[];
  variables: readonly string[];
}

/** ExpressionPlace is one expression of a document, with the extra variables that it may name. */
export interface ExpressionPlace {
  path: string;
  expression: string;
  variables: readonly string[];
}

/** TaskRules is what was found: problems, expressions and schemas to compile, lists to go into. */
export interface TaskRules {
  problems: FieldError[];
  expressions: ExpressionPlace[];
  schemas: SchemaPlace[];
  lists: { list: Json[]; path: string; scope: Scope }[];
}

/** Finder collects what is asked of one task; `own` are variables that the task itself brings into scope. */
export interface Finder {
  found: TaskRules;
  refuse(path: string, message: string): void;
  /** A field that always holds an expression, with or without `${ }`. */
  bare(value: Json | undefined, path: string, own?: readonly string[]): void;
  /** A value in which every `${ }` is an expression. */
  template(value: Json | undefined, path: string, own?: readonly string[]): void;
  /** A text that is an expression, or an object that is a template. */
  either(value: Json | undefined, path: string, own?: readonly string[]): void;
  duration(value: Json | undefined, path: string): void;
  timeout(value: Json | undefined, path: string): void;
  directive(value: Json | undefined, path: string): void;
  list(value: Json | undefined, path: string, own?: readonly string[]): void;
  /** What a name in `use` stands for, or the value itself; a name that nothing has is a problem. */
  named(kind: string, what: string, value: Json | undefined, path: string): Json | undefined;
  /** Whether `use` has that name. */
  knows(kind: string, name: string): boolean;
  step(path: string, name: string): string;
}

/** createFinder finds nothing yet. */
export function createFinder(scope: Scope, document: JsonObject): Finder {
  const found: TaskRules = { problems: [], expressions: [], schemas: [], lists: [] };
  const with_ = (own: readonly string[] = []) => [...scope.variables, ...own];
  const find: Finder = {
    found,
    refuse: (path, message) => found.problems.push({ path, message }),
    bare(value, path, own) {
      if (typeof value === 'string')
        found.expressions.push({ path, expression: bareExpression(value), variables: with_(own) });
    },
    template(value, path, own) {
      const places = expressionsIn(value ?? null, path);
      found.expressions.push(...places.map(each => ({ ...each, variables: with_(own) })));
    },
    either(value, path, own) {
      if (typeof value === 'string') find.bare(value, path, own);
      else find.template(value, path, own);
    },
    duration(value, path) {
      if (value === undefined) return;
      if (typeof value === 'string' && expressionIn(value) !== undefined) {
        find.template(value, path);
        return;
      }
      const milliseconds = toMilliseconds(value);
      if (milliseconds === undefined)
        find.refuse(
          path,
          'must be a duration: an object of days to milliseconds, or ISO 8601 without years and months',
        );
      else if (milliseconds > longestDuration) find.refuse(path, 'must not be longer than 366 days');
    },
    timeout(value, path) {
      const timeout = find.named('timeouts', 'timeout', value, path);
      if (typeof value !== 'string' && isObject(timeout)) find.duration(timeout['after'], `${path}/after`);
    },
    directive(value, path) {
      if (typeof value !== 'string' || ['continue', 'exit', 'end'].includes(value)) return;
      if (scope.siblings?.includes(value)) return;
      find.refuse(
        path,
        `there is no task '${value}' in this list; then takes continue, exit, end or a task of the same list`,
      );
    },
    list(value, path, own) {
      found.lists.push({ list: (value ?? []) as Json[], path, scope: { variables: with_(own) } });
    },
    named(kind, what, value, path) {
      if (typeof value !== 'string') return value;
      const all = members(document, kind);
      if (Object.hasOwn(all, value)) return all[value];
      find.refuse(path, `there is no ${what} '${value}' in use.${kind}`);
      return undefined;
    },
    knows: (kind, name) => members(document, kind)[name] !== undefined,
    step: (path, name) => `${path}/${pointerStep(name)}`,
  };
  return find;
}

function members(document: JsonObject, kind: string): JsonObject {
  const use = isObject(document['use']) ? document['use'] : {};
  return isObject(use[kind]) ? use[kind] : {};
}
