import { decode, encode } from './resp.ts';

describe("Redis' protocol", () => {
  test('a command is an array of strings, their lengths in bytes', () => {
    expect(encode(['SET', 'ü', ''])).toBe('*3\r\n$3\r\nSET\r\n$2\r\nü\r\n$0\r\n\r\n');
  });

  test.each([
    ['+OK\r\n', 'OK'],
    [':12\r\n', 12],
    ['$-1\r\n', null],
    ['$2\r\nü\r\n', 'ü'],
    ['$4\r\na\r\nb\r\n', 'a\r\nb'],
    ['*0\r\n', []],
    ['*3\r\n$1\r\na\r\n$-1\r\n*1\r\n:1\r\n', ['a', null, [1]]],
  ])('%j is read whole, and waited for while it is not', (text, reply) => {
    const data = Buffer.from(text);
    expect(decode(data)).toEqual({ reply, next: data.length });
    for (let length = 0; length < data.length; length += 1)
      expect(decode(data.subarray(0, length))).toBeUndefined();
  });

  test('an error is one, and what comes after a reply is left', () => {
    expect(decode(Buffer.from('-WRONGPASS no\r\n'))?.reply).toEqual(new Error('WRONGPASS no'));
    const data = Buffer.from('+A\r\n+B\r\n');
    expect(decode(data, decode(data)?.next)).toEqual({ reply: 'B', next: 8 });
  });

  test('something else is refused', () => {
    expect(() => decode(Buffer.from('HTTP/1.1 400\r\n'))).toThrow('not the protocol of Redis');
  });
});
