import { type CsvRecord, parseCsv } from './csv.ts';

/** Reads a text in pieces of so many bytes. */
async function parse(text: string | Buffer, size = 1_000, longest = 100): Promise<CsvRecord[]> {
  const bytes = Buffer.from(text as string);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const records: CsvRecord[] = [];
  for await (const record of parseCsv(pieces(), longest)) records.push(record);
  return records;
}
const cells = (records: readonly CsvRecord[]) => records.map(record => record.cells ?? record.problem);

describe('CSV', () => {
  it.each<[string, string, string[][]]>([
    ['plain cells', 'a,b\r\n1,2\n', [['a', 'b'], ['1', '2']]],
    ['no line end at the end', 'a,b\n1,2', [['a', 'b'], ['1', '2']]],
    ['a byte order mark', '\uFEFFa\n', [['a']]],
    ['empty cells', ',\n,,\n""\n', [['', ''], ['', '', ''], ['']]],
    ['empty lines', '\n\r\na\n\n\nb\r\n\r\n', [['a'], ['b']]],
    ['quotes', '"a ""b"", c","\n\r\n",d\n"",""\n', [['a "b", c', '\n\r\n', 'd'], ['', '']]],
    ['quoted line ends of every kind', '"a\r\nb"\r\n"c\nd"\n', [['a\r\nb'], ['c\nd']]],
    ['characters of several bytes', 'käse,🧀\n"日本","é"\n', [['käse', '🧀'], ['日本', 'é']]],
    ['spaces, which belong to cells', ' a , b\n', [[' a ', ' b']]],
    ['a carriage return within a line', 'a\rb,c\n', [['a\rb', 'c']]],
  ])('has %s', async (_name, text, expected) => {
    for (const size of [1, 2, 3, 7, 1_000]) expect(cells(await parse(text, size))).toEqual(expected);
  }); // prettier-ignore

  it('tells the line at which each record begins', async () => {
    const records = await parse('h\n"a\nb\nc"\n\nd\n"e\r\nf"\ng');
    expect(records.map(({ line }) => line)).toEqual([1, 2, 6, 7, 9]);
  });

  it.each([
    ['a quote within a cell', 'a\nx"y\nb\n'],
    ['something after a quoted cell', 'a\n"x"y,z\nb\n'],
    ['a quote that a space stands before', 'a\n "x"\nb\n'],
  ])('goes on after %s', async (_name, text) => {
    for (const size of [1, 1_000]) expect(cells(await parse(text, size))).toEqual([['a'], 'quotes', ['b']]);
  });

  it('goes on after a record that is too long, which it does not keep', async () => {
    const text = `a\n${'x'.repeat(101)}\n"${'y'.repeat(200)}\nb\n${'z'.repeat(100)}\n`;
    expect(cells(await parse(text))).toEqual([['a'], 'length', 'length', ['b'], ['z'.repeat(100)]]);
  });

  it('does not take an open quote for the end of a file', async () => {
    expect(await parse('a\n"b\nc\n')).toEqual([
      { line: 1, cells: ['a'] },
      { line: 2, problem: 'quotes' },
    ]);
  });

  it('does not take half a character for a whole one', async () => {
    expect(cells(await parse(Buffer.from([0x61, 0x0a, 0x62, 0xc3])))).toEqual([['a'], 'quotes']);
  });
});
