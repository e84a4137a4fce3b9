import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exclusively, lockFile } from './exclusive.ts';

describe('what must not meet another of its kind', () => {
  let state: string;
  beforeEach(() => (state = mkdtempSync(join(tmpdir(), 'up-exclusive-'))));
  afterEach(() => {
    rmSync(state, { recursive: true });
  });

  test('is refused while another is at work, whose pid is told, and may be done afterwards', async () => {
    await exclusively(state, async () => {
      await expect(exclusively(state, () => Promise.resolve())).rejects.toThrow(
        `make up, rotate or secret is at work already (pid ${String(process.pid)}); make down calls it off`,
      );
      expect(existsSync(lockFile(state))).toBe(true);
    });
    expect(await exclusively(state, () => Promise.resolve('done'))).toBe('done');
  });

  test('lets go of the lock when it fails', async () => {
    await expect(exclusively(state, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(existsSync(lockFile(state))).toBe(false);
  });
});
