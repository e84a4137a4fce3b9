import { longestYaml, readYaml, YamlError } from './read-yaml.ts';

const mapping = (names: number) => Array.from({ length: names }, (_, index) => `k${index}: a\n`).join('');

it('reads mappings, lists, aliases and scalars of the core schema', () => {
  expect(readYaml('a: &x [1, yes, null]\nb: *x\n1: { c: "d" }\n')).toEqual({
    a: [1, 'yes', null],
    b: [1, 'yes', null],
    1: { c: 'd' },
  });
});

it.each([
  ['a: 1\na: 2', 'twice'],
  ['- { b: 1, c: 2, b: 3 }', 'twice'],
  ['1: a\n"1": b', 'twice'],
  ['[a]: b', 'must be a scalar'],
  ['a: [1', 'end with a ]'],
  ['a: 1\n---\nb: 2', 'multiple documents'],
  [`- &a x\n${'- *a\n'.repeat(200)}- &b [${'*a,'.repeat(60)}]\n- [${'*b,'.repeat(60)}]`, 'alias'],
])('refuses %j and says why', (text, why) => {
  expect(() => readYaml(text)).toThrow(expect.objectContaining({ message: expect.stringContaining(why) }));
  expect(() => readYaml(text)).toThrow(YamlError);
});

it('reads as many names in one mapping as fit, within seconds', () => {
  const text = mapping(25_000);
  expect(Object.keys(readYaml(text) as object)).toHaveLength(25_000);
}, 10_000);

it('does not look at texts over the limit', () => {
  expect(() => readYaml(mapping(60_000))).toThrow(expect.objectContaining({ tooLong: true }));
  expect(readYaml(`"${'x'.repeat(longestYaml - 2)}"`)).toHaveLength(longestYaml - 2);
});

it('adds nothing to the prototype of objects', () => {
  readYaml('__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }');
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});
