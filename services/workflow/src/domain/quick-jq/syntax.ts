/** Syntax is a program of the quick subset. */
export type Syntax =
  | { is: 'identity' }
  | { is: 'constant'; value: null | boolean | number | string }
  | { is: 'variable'; name: string }
  | { is: 'text'; parts: Syntax[] }
  | { is: 'index'; of: Syntax; by: Syntax }
  | { is: 'each'; of: Syntax }
  | { is: 'array'; of: Syntax | undefined }
  | { is: 'object'; members: { key: Syntax; value: Syntax }[] }
  | { is: 'negative'; of: Syntax }
  | { is: 'pipe' | 'both' | 'else' | 'and' | 'or'; left: Syntax; right: Syntax }
  | { is: 'binary'; operator: Operator; left: Syntax; right: Syntax }
  | { is: 'if'; test: Syntax; yes: Syntax; no: Syntax }
  | { is: 'bind'; of: Syntax; name: string; body: Syntax }
  | { is: 'call'; name: string; given: Syntax[] };

/** Operator is one that takes two values. */
export type Operator = '+' | '-' | '*' | '/' | '%' | '==' | '!=' | '<' | '<=' | '>' | '>=';

/** Unsure is thrown where the quick subset ends; the real jq decides. */
export class Unsure extends Error {}

/** unsure ends a quick evaluation. */
export function unsure(): never {
  throw new Unsure();
}
