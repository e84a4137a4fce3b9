import { readHookBody } from './hook-body.ts';

const read = (text: string, type: string) => readHookBody(Buffer.from(text), type);

it.each([
  ['{"a":[1,null]}', 'application/json', { a: [1, null] }],
  ['"text"', 'application/json; charset=utf-8', 'text'],
  ['7', 'Application/JSON;charset="UTF-8"', 7],
  ['{}', 'application/vnd.github+json', {}],
  ['{"x":1}', '', { x: 1 }],
  ['a=1&b=x+y&a=%C3%A9&a=3', 'application/x-www-form-urlencoded', { a: ['1', 'é', '3'], b: 'x y' }],
  ['__proto__=1', 'application/x-www-form-urlencoded', Object.fromEntries([['__proto__', '1']])],
  ['hello', 'text/plain', 'hello'],
  ['<a/>', 'application/xml', '<a/>'],
  ['<a/>', 'application/soap+xml; action=x', '<a/>'],
])('reads %s as %s', (text, type, data) => {
  expect(read(text, type).data).toEqual(data);
});

it('says what type it was, and has no data where there was no body', () => {
  expect(readHookBody(Buffer.alloc(0), 'text/plain; charset=utf-8')).toEqual({
    datacontenttype: 'text/plain',
  });
  expect(readHookBody(Buffer.alloc(0), '')).toEqual({ datacontenttype: 'application/json' });
});

it.each([
  ['{"a":', 'application/json'],
  ['1e999', 'application/json'],
  ['['.repeat(65) + ']'.repeat(65), 'application/json'],
  ['['.repeat(100_000), 'application/json'],
])('refuses %.20s as malformed', (text, type) => {
  expect(() => read(text, type)).toThrow(expect.objectContaining({ code: 'REQUEST.MALFORMED' }));
});

it('refuses what is not UTF-8', () => {
  const bytes = Buffer.from([0x22, 0xff, 0x22]);
  for (const type of ['application/json', 'text/plain'])
    expect(() => readHookBody(bytes, type)).toThrow(expect.objectContaining({ code: 'REQUEST.MALFORMED' }));
});

it.each([
  'application/octet-stream',
  'multipart/form-data; boundary=x',
  'image/png',
  'text/plain; charset=latin1',
])('does not take %s', type => {
  expect(() => read('x', type)).toThrow(expect.objectContaining({ code: 'REQUEST.UNSUPPORTED_MEDIA_TYPE' }));
});
