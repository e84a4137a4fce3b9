import { StringDecoder } from 'node:string_decoder';

/** CsvRecord is a record and the line at which it begins; without cells where it is none. */
export interface CsvRecord {
  line: number;
  cells?: readonly string[];
  problem?: 'quotes' | 'length';
}

type State = 'start' | 'plain' | 'quoted' | 'closed' | 'broken';

/**
 * parseCsv reads records as RFC 4180 writes them, of at most `longest` characters each, and skips empty lines. After a
 * record that is none, be it that a quote stands where none may or that it is too long, it goes on at the next line.
 */
export async function* parseCsv(chunks: AsyncIterable<Buffer>, longest: number): AsyncGenerator<CsvRecord> {
  const decoder = new StringDecoder('utf8');
  let state = 'start' as State;
  let cells: string[] = [];
  let cell = '';
  let length = 0;
  let problem: CsvRecord['problem'];
  let line = 1;
  let begins = 1;

  const endCell = (): void => {
    cells.push(cell);
    cell = '';
    state = 'start';
  };
  const endRecord = (): CsvRecord | undefined => {
    endCell();
    const isEmpty = cells.length === 1 && cells[0] === '' && length === 0;
    const record = problem === undefined ? { line: begins, cells } : { line: begins, problem };
    const before = problem;
    [cells, problem, length, begins] = [[], undefined, 0, line];
    return isEmpty && before === undefined ? undefined : record;
  };
  const fail = (why: CsvRecord['problem']): void => {
    [state, problem, cells, cell] = ['broken', why, [], ''];
  };

  const isQuoted = (): boolean => state === 'quoted';

  /** One character within a record; not a line's end, unless that is quoted. */
  const take = (character: string): void => {
    length += 1;
    if (length > longest && state !== 'broken') fail('length');
    if (state === 'broken') return;
    if (state === 'quoted') {
      if (character === '"') state = 'closed';
      else cell += character;
    } else if (state === 'closed') {
      if (character === ',') endCell();
      else if (character === '"') [state, cell] = ['quoted', `${cell}"`];
      else if (character !== '\r') fail('quotes');
    } else if (character === ',') endCell();
    else if (character !== '"') [state, cell] = ['plain', cell + character];
    else if (state === 'start') state = 'quoted';
    else fail('quotes');
  };
  const takeLineEnd = (): CsvRecord | undefined => {
    line += 1;
    if (state === 'quoted') {
      take('\n');
      return undefined;
    }
    if (state === 'plain' && cell.endsWith('\r')) {
      cell = cell.slice(0, -1);
      length -= 1;
    }
    return endRecord();
  };

  let isFirst = true;
  for await (const chunk of chunks) {
    let text = decoder.write(chunk);
    if (isFirst && text !== '') {
      text = text.replace(/^\uFEFF/, '');
      isFirst = false;
    }
    for (const character of text) {
      if (character !== '\n') take(character);
      else {
        const record = takeLineEnd();
        if (record) yield record;
      }
    }
  }
  if (decoder.end() !== '' || isQuoted()) fail('quotes');
  const record = endRecord();
  if (record) yield record;
}
