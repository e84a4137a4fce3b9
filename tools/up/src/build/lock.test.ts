import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holder, tryLock, withLock } from './lock.ts';
import { silent } from './report.ts';

describe('a lock file', () => {
  let file: string;
  beforeEach(() => {
    file = join(mkdtempSync(join(tmpdir(), 'up-')), 'x.lock');
  });
  afterEach(() => {
    rmSync(join(file, '..'), { recursive: true });
  });

  test('is held once', () => {
    expect([tryLock(file), tryLock(file)]).toEqual([true, false]);
    expect(holder(file)?.pid).toBe(process.pid);
  });

  test.each([
    ['whose holder has died', JSON.stringify({ pid: 2 ** 22 + 1, identity: 'x' })],
    ['whose pid belongs to another process by now', JSON.stringify({ pid: process.pid, identity: 'x' })],
    ['that was cut off while it was written', '{"pid"'],
  ])('%s is taken over', (_, content) => {
    writeFileSync(file, content);
    expect(tryLock(file)).toBe(true);
  });

  test('keeps work apart, and is gone after it, failed or not', async () => {
    const order: string[] = [];
    const first = withLock(file, silent, undefined, async () => {
      order.push('first begins');
      await Promise.resolve();
      order.push('first ends');
      throw new Error('broken');
    });
    const second = withLock(file, silent, undefined, () => Promise.resolve(order.push('second')));
    await expect(first).rejects.toThrow('broken');
    await second;
    expect(order).toEqual(['first begins', 'first ends', 'second']);
    expect(holder(file)).toBeUndefined();
  });
});
