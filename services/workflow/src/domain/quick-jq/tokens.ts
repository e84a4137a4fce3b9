import { unsure } from './syntax.ts';

/** Token is a word, a sign, `.name`, `$name`, a number or a string; a string's parts are texts and programs. */
export type Token =
  | { kind: 'sign' | 'word' | 'field' | 'variable'; text: string }
  | { kind: 'number'; value: number }
  | { kind: 'string'; parts: (string | Token[])[] };

/** `other` is what jq reads as one token and the quick subset lacks. */
const plain =
  /\s+|(?<other>\?\/\/|\.\.|\.\d|\d[\d.]*(?:[eE]|\.(?!\d))|(?:[-+*/%|]|\/\/)=|[A-Za-z_]\w*::)|(?<field>\.[A-Za-z_]\w*)|\$(?<variable>[A-Za-z_]\w*)|(?<word>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d+)?)|(?<sign>\/\/|[=!<>]=|[-+*/%<>|,.:;?()[\]{}])/y;
const escapes: Record<string, string> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
};

/** tokensOf splits a program; what it does not know is unsure. */
export function tokensOf(program: string): Token[] {
  const reader = { program, at: 0 };
  const tokens = read(reader, 0);
  if (reader.at < program.length) unsure();
  return tokens;
}

interface Reader {
  program: string;
  at: number;
}

/** Reads to the end, or to the parenthesis that closes an interpolation. */
function read(reader: Reader, depth: number): Token[] {
  if (depth > 5) unsure();
  const { program } = reader;
  const tokens: Token[] = [];
  let open = 0;
  while (reader.at < program.length) {
    if (program[reader.at] === '"') {
      tokens.push({ kind: 'string', parts: readString(reader, depth) });
      continue;
    }
    plain.lastIndex = reader.at;
    const groups = plain.exec(program)?.groups ?? unsure();
    const { other, field, variable, word, number, sign } = groups as Record<string, string | undefined>;
    if (sign === ')' && open === 0 && depth > 0) return tokens;
    if (other !== undefined) unsure();
    open += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    reader.at = plain.lastIndex;
    if (field !== undefined) tokens.push({ kind: 'field', text: field.slice(1) });
    else if (variable !== undefined) tokens.push({ kind: 'variable', text: variable });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (number !== undefined) tokens.push({ kind: 'number', value: numberOf(number) });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  if (depth > 0) unsure();
  return tokens;
}

/** jq reads literals in decimal, exactly; a double is enough for these. */
function numberOf(text: string): number {
  if (text.length > 15) unsure();
  return Number(text);
}

function readString(reader: Reader, depth: number): (string | Token[])[] {
  const { program } = reader;
  const parts: (string | Token[])[] = [];
  let text = '';
  for (reader.at++; ; reader.at++) {
    const letter = program[reader.at] ?? unsure();
    if (letter === '"') break;
    if (letter !== '\\') {
      text += letter;
      continue;
    }
    const escaped = program[++reader.at] ?? unsure();
    if (escaped === '(') {
      parts.push(text);
      text = '';
      reader.at++;
      parts.push(read(reader, depth + 1));
    } else {
      text += escapes[escaped] ?? unsure();
    }
  }
  reader.at++;
  parts.push(text);
  return parts;
}
