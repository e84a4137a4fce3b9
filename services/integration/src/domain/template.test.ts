import type { Template } from './provider.ts';
import { fill, limited, pick, TooLong, unknownFilters } from './template.ts';

const scope = {
  input: { title: 'Milk', count: 2, list: ['a', 'b'], none: null, deep: { x: 1 } },
  body: [{ id: 1 }, { id: 2 }],
};

test.each([
  ['a value itself', '${input.count}', 2],
  ['an object itself', '${input.deep}', { x: 1 }],
  ['null itself', '${input.none}', null],
  ['text around a value', 'n=${input.count}, ${ input.title }', 'n=2, Milk'],
  ['nothing for what is absent', 'a${input.absent}b', 'ab'],
  ['an element of a list', '${input.list.1}', 'b'],
  ['text as it is', '$input {title} $${', '$input {title} $${'],
  ['a number as it is', 7, 7],
])('fills in %s', (_name, template, expected) => {
  expect(fill(template, scope)).toEqual(expected);
});

test('leaves out of objects and lists what is absent, and keeps what is null or false', () => {
  const template = {
    a: '${input.absent}',
    b: '${input.none}',
    c: false,
    d: ['${input.absent}', '${input.title}'],
  };
  expect(fill(template, scope)).toEqual({ b: null, c: false, d: ['Milk'] });
});

test('maps a list', () => {
  const template = { items: { $each: '${body}', as: { number: '${item.id}', of: '${input.title}' } } };
  expect(fill(template, scope)).toEqual({
    items: [
      { number: 1, of: 'Milk' },
      { number: 2, of: 'Milk' },
    ],
  });
  expect(fill({ $each: '${input.absent}', as: '${item}' }, scope)).toEqual([]);
});

test('encodes text, and makes any text safe in a mail header', () => {
  expect(fill({ $base64url: 'To: ${input.title}??' }, scope)).toBe(
    Buffer.from('To: Milk??').toString('base64url'),
  );
  const header = fill('${input.subject | mimeWord}', { input: { subject: 'Hi\r\nBcc: eve@example.com' } });
  expect(header).not.toMatch(/[\r\n]/);
  expect(header).toMatch(/^=\?UTF-8\?B\?[\w+/=]+\?=$/);
});

test('finds own properties only', () => {
  expect(pick({ a: 1 }, 'constructor.name')).toBeUndefined();
  expect(pick({ a: 1 }, '__proto__')).toBeUndefined();
  expect(pick('text', 'length')).toBeUndefined();
  expect(pick(null, 'a')).toBeUndefined();
});

test('names filters that do not exist', () => {
  expect(unknownFilters('${a | base64url} ${b | shout}')).toEqual(['shout']);
});

test('fills in no more than a limit, however it is put in', () => {
  const filling = (template: Template) =>
    limited(20, () => fill(template, { text: '12345678', list: [1, 2, 3] }));
  expect(filling('${text}, ${text}')).toBe('12345678, 12345678');
  const long = ['${text}${text}${text}', ['${text}', '${text}', { a: '${text}' }], '${list}${list}${list}'];
  const encoded = '${text | base64}${text | base64}';
  for (const template of [...long, encoded, { $each: '${list}', as: '${text}' }])
    expect(() => filling(template)).toThrow(TooLong);
  expect(fill(long[0] ?? '', { text: '12345678' })).toHaveLength(24);
});
