import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastError, tail } from './log-tail.ts';

describe('lastError', () => {
  const folder = mkdtempSync(join(tmpdir(), 'up-'));
  const log = join(folder, 'x.log');
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each([
    [
      'the fatal line, not what was said while it stopped',
      ['{"level":"fatal","message":"a"}', 'error: b'],
      'a',
    ],
    [
      'the error within, which tells its causes',
      ['{"level":"fatal","err":{"message":"a: b"},"message":"a"}'],
      'a: b',
    ],
    [
      'the message of a sidecar without its decoration',
      ['time="x" level=fatal msg="a \\"b\\"" scope=c'],
      'a "b"',
    ],
    ['the last error where nothing was fatal', ['an error', 'Error: b', 'bye'], 'Error: b'],
    ['the last line where nothing speaks of an error', ['a', 'b'], 'b'],
    ['nothing of an empty log', [], ''],
  ])('picks %s', (_, lines, expected) => {
    writeFileSync(log, lines.join('\n'));
    expect(lastError(log)).toBe(expected);
  });

  test('finds nothing in a log that does not exist', () => {
    expect(tail(join(folder, 'none'), 5)).toEqual([]);
  });
});
