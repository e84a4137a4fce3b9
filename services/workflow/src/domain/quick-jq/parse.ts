import { type Operator, type Syntax, unsure } from './syntax.ts';
import { type Token, tokensOf } from './tokens.ts';

const words = new Set(
  'and or not if then elif else end as def reduce foreach try catch label import include __loc__ true false null'.split(
    ' ',
  ),
);
const maxDepth = 40;

/** parseQuick reads a program of the quick subset; throws Unsure for every other, sound or not. */
export function parseQuick(program: string): Syntax {
  if (!program.isWellFormed()) unsure();
  return parseTokens(tokensOf(program), 0);
}

function parseTokens(tokens: Token[], from: number): Syntax {
  let at = 0;
  let depth = from;

  const isSign = (text: string, ahead = 0) => {
    const token = tokens[at + ahead];
    return token?.kind === 'sign' && token.text === text;
  };
  const isWord = (text: string) => {
    const token = tokens[at];
    return token?.kind === 'word' && token.text === text;
  };
  const take = (text: string) => (isSign(text) ? (at++, true) : false);
  const takeWord = (text: string) => (isWord(text) ? (at++, true) : false);
  const need = (found: boolean) => {
    if (!found) unsure();
  };
  const deeper = <T>(read: () => T): T => {
    if (++depth > maxDepth) unsure();
    const result = read();
    depth--;
    return result;
  };

  function pipe(): Syntax {
    return deeper(() => {
      const start = at;
      if (!isSign('-')) {
        const of = termOrNothing();
        if (of && takeWord('as')) {
          const name = tokens[at++];
          if (name?.kind !== 'variable') unsure();
          need(take('|'));
          return { is: 'bind', of, name: name.text, body: pipe() };
        }
        at = start;
      }
      const left = both();
      return take('|') ? { is: 'pipe', left, right: pipe() } : left;
    });
  }
  function termOrNothing(): Syntax | undefined {
    const token = tokens[at];
    if (token === undefined || (token.kind === 'word' && words.has(token.text) && !isConstant(token.text)))
      return undefined;
    return postfix();
  }
  function both(): Syntax {
    let left = otherwise();
    while (take(',')) left = { is: 'both', left, right: otherwise() };
    return left;
  }
  function otherwise(): Syntax {
    const left = or();
    return take('//') ? { is: 'else', left, right: otherwise() } : left;
  }
  function or(): Syntax {
    let left = and();
    while (takeWord('or')) left = { is: 'or', left, right: and() };
    return left;
  }
  function and(): Syntax {
    let left = comparison();
    while (takeWord('and')) left = { is: 'and', left, right: comparison() };
    return left;
  }
  const signIn = (signs: readonly string[]): Operator | undefined => {
    const token = tokens[at];
    if (token?.kind !== 'sign' || !signs.includes(token.text)) return undefined;
    at++;
    return token.text as Operator;
  };
  function comparison(): Syntax {
    const left = sum();
    const operator = signIn(['==', '!=', '<', '<=', '>', '>=']);
    return operator ? { is: 'binary', operator, left, right: sum() } : left;
  }
  function sum(): Syntax {
    let left = product();
    for (let operator; (operator = signIn(['+', '-']));)
      left = { is: 'binary', operator, left, right: product() };
    return left;
  }
  function product(): Syntax {
    let left = signed();
    for (let operator; (operator = signIn(['*', '/', '%']));)
      left = { is: 'binary', operator, left, right: signed() };
    return left;
  }
  function signed(): Syntax {
    return take('-') ? { is: 'negative', of: postfix() } : postfix();
  }

  function postfix(): Syntax {
    let of = primary();
    for (;;) {
      const token = tokens[at];
      if (token?.kind === 'field') {
        at++;
        of = { is: 'index', of, by: { is: 'constant', value: token.text } };
      } else if (isSign('.') && tokens[at + 1]?.kind === 'string') {
        at++;
        of = { is: 'index', of, by: stringOf() };
      } else if (isSign('.') && isSign('[', 1)) {
        at++;
      } else if (take('[')) {
        of = take(']') ? { is: 'each', of } : { is: 'index', of, by: closed(']') };
      } else if (take('?')) {
        // Where there is an error, the real jq decides.
      } else {
        return of;
      }
    }
  }
  function closed(end: string): Syntax {
    const inner = pipe();
    need(take(end));
    return inner;
  }
  function stringOf(): Syntax {
    const token = tokens[at++];
    if (token?.kind !== 'string') unsure();
    const [only, ...more] = token.parts;
    if (more.length === 0 && typeof only === 'string') return { is: 'constant', value: only };
    const parts = token.parts.map((part): Syntax =>
      typeof part === 'string' ? { is: 'constant', value: part } : parseTokens(part, depth + 1),
    );
    return { is: 'text', parts };
  }

  function primary(): Syntax {
    const token = tokens[at] ?? unsure();
    if (token.kind === 'string') return stringOf();
    at++;
    switch (token.kind) {
      case 'number':
        return { is: 'constant', value: token.value };
      case 'variable':
        return { is: 'variable', name: token.text };
      case 'field':
        return { is: 'index', of: { is: 'identity' }, by: { is: 'constant', value: token.text } };
      case 'word':
        return word(token.text);
      case 'sign':
        return sign(token.text);
    }
  }
  function word(text: string): Syntax {
    if (isConstant(text)) return { is: 'constant', value: JSON.parse(text) as null | boolean };
    if (text === 'if') return deeper(condition);
    if (words.has(text) && text !== 'not') unsure();
    const given: Syntax[] = [];
    if (take('(')) {
      do given.push(pipe());
      while (take(';'));
      need(take(')'));
    }
    return { is: 'call', name: text, given };
  }
  function condition(): Syntax {
    const test = pipe();
    need(takeWord('then'));
    const yes = pipe();
    if (takeWord('elif')) return { is: 'if', test, yes, no: deeper(condition) };
    const no: Syntax = takeWord('else') ? pipe() : { is: 'identity' };
    need(takeWord('end'));
    return { is: 'if', test, yes, no };
  }
  function sign(text: string): Syntax {
    if (text === '(') return closed(')');
    if (text === '[') return { is: 'array', of: take(']') ? undefined : closed(']') };
    if (text === '{') return object();
    if (text !== '.') unsure();
    const next = tokens[at];
    if (next?.kind === 'string') return { is: 'index', of: { is: 'identity' }, by: stringOf() };
    // jq wants a field's name beside its dot.
    return { is: 'identity' };
  }
  function object(): Syntax {
    const members: { key: Syntax; value: Syntax }[] = [];
    if (take('}')) return { is: 'object', members };
    do members.push(member());
    while (take(','));
    need(take('}'));
    return { is: 'object', members };
  }
  function member(): { key: Syntax; value: Syntax } {
    const token = tokens[at] ?? unsure();
    let key: Syntax;
    let short: Syntax | undefined;
    if (token.kind === 'variable') {
      at++;
      key = { is: 'constant', value: token.text };
      short = { is: 'variable', name: token.text };
      if (isSign(':')) unsure();
    } else if (token.kind === 'word') {
      at++;
      if (words.has(token.text)) unsure();
      key = { is: 'constant', value: token.text };
      short = { is: 'index', of: { is: 'identity' }, by: key };
    } else if (token.kind === 'string') {
      key = stringOf();
      short = { is: 'index', of: { is: 'identity' }, by: key };
    } else {
      need(take('('));
      key = closed(')');
    }
    if (!take(':')) return { key, value: short ?? unsure() };
    // jq has its own, smaller language here; a term, and what stands between operators, is the same in both.
    return { key, value: otherwise() };
  }

  const program = pipe();
  if (at < tokens.length) unsure();
  return program;
}

function isConstant(text: string): boolean {
  return text === 'true' || text === 'false' || text === 'null';
}
