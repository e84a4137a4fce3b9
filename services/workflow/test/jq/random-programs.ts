/** randomPrograms makes sound programs, the same for the same seed, out of what expressions of workflows are made of. */
export function randomPrograms(count: number, seed: number): string[] {
  let state = seed;
  const below = (limit: number): number => {
    // Mulberry32.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  const pick = <T>(values: readonly [T, ...T[]]): T => values[below(values.length)] ?? values[0];

  const paths = [
    '.',
    '.a',
    '.b',
    '.list',
    '.s',
    '.o',
    '.o.p',
    '.list[0]',
    '.list[-1]',
    '.none',
    '.list[]',
    '.o[]',
    '."s"',
    '.["o"]',
    '.a?',
    '$v',
    '$v.w',
    '.words',
    '.words[1]',
    '.f',
    '.flags',
    '.deep[0].n',
    '.deep[].n',
  ] as const;
  const constants = [
    '0',
    '1',
    '2',
    '-1',
    '0.5',
    '10',
    'null',
    'true',
    'false',
    '"x"',
    '""',
    '"é😀"',
    '"a b"',
    '[]',
    '{}',
    '"a\\"\\\\\\n"',
  ] as const;
  const plain = [
    'length',
    'keys',
    'not',
    'type',
    'tostring',
    'add',
    'first',
    'last',
    'floor',
    'ceil',
    'abs',
    'any',
    'all',
    'reverse',
    'sort',
    'unique',
    'min',
    'max',
    'to_entries',
    'values',
    'strings',
    'numbers',
    'scalars',
    'iterables',
    'arrays',
    'objects',
    'nulls',
    'booleans',
    'empty',
    'tonumber',
    'ascii_downcase',
    'ascii_upcase',
  ] as const;
  const taking = [
    'map',
    'select',
    'any',
    'all',
    'sort_by',
    'has',
    'join',
    'split',
    'startswith',
    'endswith',
    'ltrimstr',
    'rtrimstr',
    'range',
    'contains',
  ] as const;
  const operators = ['+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', 'and', 'or', '//'] as const;

  function program(depth: number): string {
    if (depth <= 0) return pick([pick(paths), pick(paths), pick(constants)]);
    const inner = () => program(depth - 1 - below(2));
    const operand = () => pick([pick(paths), pick(constants), `(${inner()})`]);
    switch (below(13)) {
      case 0:
      case 1:
        return `${operand()} ${pick(operators)} ${operand()}`;
      case 2:
        return `${operand()} ${pick(['+', '-', '*'])} ${operand()} ${pick(['*', '+', '-', '//', '=='])} ${operand()}`;
      case 3:
      case 4:
        return `${inner()} | ${inner()}`;
      case 5:
        return `[${inner()}]`;
      case 6:
        return `{a: ${operand()}, ${pick(['b', '"s"', '(.s)', '$v', '"\\(.a)x"'])}${pick(['', `: ${operand()}`])}}`.replace(
          /\(\.s\)}/,
          '(.s): 1}',
        );
      case 7:
        return `if ${inner()} then ${inner()} ${pick(['', `else ${inner()} `])}end`;
      case 8:
        return `"t \\(${inner()}) \\(${pick(paths)})"`;
      case 9:
      case 10:
        return `${operand()} | ${pick(plain)}`;
      case 11:
        return `${pick(paths)} | ${pick(taking)}(${inner()})`;
      default:
        return `${pick(paths)} as $x | ${inner()} ${pick(['+', '==', '//', ','])} $x`;
    }
  }
  return Array.from({ length: count }, () => program(1 + below(3)));
}
