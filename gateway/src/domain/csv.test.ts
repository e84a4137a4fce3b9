import { toCsv } from './csv.ts';

describe('CSV', () => {
  it('quotes what needs it and ends lines as RFC 4180', () => {
    expect(toCsv(['a', 'b'], [{ a: 'x,"y"', b: 2 }])).toBe('a,b\r\n"x,""y""",2\r\n');
  });

  it('defuses text that a spreadsheet would run', () => {
    expect(toCsv(['a'], [{ a: '=1+1' }, { a: '-2' }])).toBe("a\r\n'=1+1\r\n'-2\r\n");
  });
});
