import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { type FieldError } from '../errors/app-error.ts';
import { parseCsv } from './csv.ts';

/** RawRow is a record of a file: its values, or why it is none. `line` is where it begins. */
export interface RawRow {
  line: number;
  values?: Readonly<Record<string, unknown>>;
  problems?: readonly FieldError[];
}

/** FileError says that a whole file cannot be read. */
export class FileError extends Error {
  constructor(file: string, why: string) {
    super(`${file}: ${why}`);
    this.name = 'FileError';
  }
}

const longest = 1024 * 1024;
const deepest = 32;
const tooLong: FieldError = { path: '', message: `must have at most ${longest} characters` };
const unreadable = (message: string): FieldError => ({ path: '', message });

/** hashFile is the SHA-256 of a file, by which it is known again. */
export async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** requireUnchanged throws FileError where a file is not what it was when `hash` was taken of it. */
export async function requireUnchanged(file: string, hash: string): Promise<void> {
  if ((await hashFile(file)) !== hash)
    throw new FileError(file, 'changed while it was read; run again when it is whole');
}

/**
 * readRows reads a file record by record, in constant memory: `.csv` (RFC 4180 with a header line; an empty cell is
 * no value) or `.jsonl`, one JSON object a line. Throws FileError for what is neither, and for unknown columns.
 */
export async function* readRows(file: string, columns: readonly string[]): AsyncGenerator<RawRow> {
  const rows =
    extname(file) === '.csv'
      ? readCsv(file, columns)
      : ['.jsonl', '.ndjson'].includes(extname(file))
        ? readJsonLines(file)
        : undefined;
  if (!rows) throw new FileError(file, 'must be a .csv, .jsonl or .ndjson file');
  for await (const row of rows) {
    const problems = row.values ? badTexts(row.values) : [];
    yield problems.length === 0 ? row : { line: row.line, problems };
  }
}

async function* readJsonLines(file: string): AsyncGenerator<RawRow> {
  let line = 0;
  for await (const bytes of splitLines(file)) {
    line += 1;
    if (bytes === undefined) {
      yield { line, problems: [tooLong] };
      continue;
    }
    const text = bytes.toString('utf8').replace(line === 1 ? /^\uFEFF/ : /$^/, '');
    if (text.trim() !== '') yield { line, ...parseLine(text) };
  }
}

/** Lines without their ends; undefined for one that is too long, of which no more than that is ever kept. */
async function* splitLines(file: string): AsyncGenerator<Buffer | undefined> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer): void => {
    length += part.length;
    if (length <= longest) parts.push(part);
    else parts = [];
  };
  const whole = (): Buffer | undefined => {
    const line = length <= longest ? Buffer.concat(parts) : undefined;
    [parts, length] = [[], 0];
    return line;
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      take(chunk.subarray(from, at));
      yield whole();
      from = at + 1;
    }
    take(chunk.subarray(from));
  }
  if (length > 0) yield whole();
}

function parseLine(text: string): Omit<RawRow, 'line'> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return { values: value as Record<string, unknown> };
  } catch {
    // The parser's own message quotes the text, which may be secret.
  }
  return { problems: [unreadable('must be a JSON object')] };
}

async function* readCsv(file: string, columns: readonly string[]): AsyncGenerator<RawRow> {
  let names: readonly string[] | undefined;
  for await (const { line, cells, problem } of parseCsv(createReadStream(file), longest)) {
    if (names === undefined) names = header(file, cells ?? [], columns);
    else if (cells === undefined)
      yield { line, problems: [problem === 'length' ? tooLong : unreadable('must be a CSV record')] };
    else yield { line, ...toValues(names, cells) };
  }
  if (names === undefined) throw new FileError(file, 'has no header line');
}

function header(file: string, names: readonly string[], columns: readonly string[]): readonly string[] {
  if (names.length === 0) throw new FileError(file, 'the header line is no CSV record');
  const unknown = names.filter((name, at) => !columns.includes(name) || names.indexOf(name) !== at);
  if (unknown.length === 0) return names;
  // It is a row, whose values may be secret.
  if (unknown.length === names.length)
    throw new FileError(file, `the first line has to name the columns; there are ${columns.join(', ')}`);
  throw new FileError(
    file,
    `unknown or repeated columns: ${unknown.join(', ')}; there are ${columns.join(', ')}`,
  );
}

function toValues(names: readonly string[], cells: readonly string[]): Omit<RawRow, 'line'> {
  if (cells.length !== names.length)
    return { problems: [unreadable(`has ${cells.length} cells, the header ${names.length}`)] };
  const filled = names.map((name, at) => [name, cells[at] ?? ''] as const).filter(([, cell]) => cell !== '');
  return { values: Object.fromEntries(filled) };
}

/** Texts that no database takes, or that were not read as they were meant; and what is nested to exhaust a stack. */
function badTexts(values: Readonly<Record<string, unknown>>): FieldError[] {
  const found: FieldError[] = [];
  const look = (value: unknown, path: string, depth = 0): void => {
    if (depth > deepest) {
      // The path may be as long as the row.
      found.push({ path: path.split('.', 1)[0] ?? '', message: `must be nested at most ${deepest} deep` });
    } else if (typeof value === 'string') {
      if (value.includes('\0')) found.push({ path, message: 'must not contain the character U+0000' });
      else if (value.includes('\uFFFD') || !value.isWellFormed())
        found.push({ path, message: 'must be UTF-8' });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, part] of Object.entries(value))
        look(part, path === '' ? key : `${path}.${key}`, depth + 1);
    }
  };
  look(values, '');
  return found;
}
