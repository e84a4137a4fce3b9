import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type Captured } from '../http/capture.ts';
import { compareAnswers } from './compare-answers.ts';

const answer = (body: Buffer | string, more: Partial<Captured> = {}): Captured => ({
  status: 200,
  contentType: 'application/json',
  encoding: '',
  body: Buffer.from(body as string),
  ...more,
});
const compare = (one: Captured, other: Captured) =>
  compareAnswers(one, other, { ignore: [], limit: 1_000_000 });

describe('two answers', () => {
  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
  ])('are compared as they are meant, one of them in %s', (encoding, compress) => {
    expect(compare(answer('{"a":1}'), answer(compress('{ "a": 1 }'), { encoding }))).toEqual({
      outcome: 'same',
      paths: [],
    });
  });

  it('in an encoding that nobody knows differ', () => {
    expect(compare(answer('{}'), answer('{}', { encoding: 'zstd-99' })).paths).toEqual(['(body)']);
  });

  it('that unpack to more than the limit are not unpacked', () => {
    const bomb = answer(gzipSync(Buffer.alloc(10_000_000)), { encoding: 'gzip' });
    expect(compare(bomb, answer('{}')).outcome).toBe('different');
  });

  it('without a body are the same, and text is compared as text', () => {
    expect(compare(answer('', { status: 204 }), answer('', { status: 204 })).outcome).toBe('same');
    const text = { contentType: 'text/csv' };
    expect(compare(answer('a,b', text), answer('a,b', text)).outcome).toBe('same');
    expect(compare(answer('a,b', text), answer('a,c', text)).paths).toEqual(['(body)']);
  });

  it('of different kinds differ', () => {
    expect(compare(answer('{}'), answer('{}', { contentType: 'text/html' })).paths).toEqual([
      '(content type)',
    ]);
    expect(
      compare(answer('{}'), answer('{}', { contentType: 'application/problem+json; charset=utf-8' })).outcome,
    ).toBe('same');
  });

  it('of which one is not whole are compared by status alone', () => {
    const { body: _, ...cut } = answer('');
    expect(compare(cut, answer('{}')).outcome).toBe('uncompared');
    expect(compare({ ...cut, status: 500 }, answer('{}'))).toEqual({
      outcome: 'different',
      paths: ['(status)'],
    });
  });
});
