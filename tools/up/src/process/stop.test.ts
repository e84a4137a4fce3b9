import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { type Child, launch } from './child.ts';
import { identityOf, isSame } from './identity.ts';
import { stopProcess } from './stop.ts';
import { untilReady } from './wait.ts';

describe('a recorded process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'up-'));
  const children: Child[] = [];

  const run = async (script: string): Promise<Child> => {
    const log = join(folder, `${children.length}.log`);
    const child = await launch({ name: 'script', command: process.execPath, args: ['-e', script], log });
    children.push(child);
    return child;
  };

  afterAll(async () => {
    for (const { record } of children) await stopProcess(record, 0);
    rmSync(folder, { recursive: true });
  });

  test('is asked to end and waited for', async () => {
    const { record, stop } = await run('setInterval(() => {}, 1000)');
    expect(isSame(record)).toBe(true);
    await stop();
    expect(isSame(record)).toBe(false);
  });

  test('is killed with what it started when it does not listen', async () => {
    const file = join(folder, 'pid');
    const child = await run(`
      process.on('SIGTERM', () => {});
      const { pid } = require('node:child_process').spawn('sleep', ['1000']);
      require('node:fs').writeFileSync('${file}', String(pid));
      setInterval(() => {}, 1000);`);
    const started = (): Promise<boolean> => Promise.resolve(readFileSync(file, 'utf8') !== '');
    await untilReady(child, started, { what: 'wrote a pid', timeoutMs: 10_000 });
    const grandchild = Number(readFileSync(file, 'utf8'));
    expect(identityOf(grandchild)).toBeDefined();
    await stopProcess(child.record, 50);
    expect(isSame(child.record)).toBe(false);
    await eventually(() => identityOf(grandchild) === undefined);
  });

  test('is left alone when its pid belongs to another process by now', async () => {
    const { record } = await run('setInterval(() => {}, 1000)');
    await stopProcess({ ...record, identity: 'an earlier process' });
    expect(isSame(record)).toBe(true);
  });
});

describe('a process that ends while it is waited for', () => {
  test('is reported with how it ended, the last error of its log, and where that is', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'up-'));
    const log = join(folder, 'x.log');
    const script = 'console.error(`time=1 level=fatal msg="no \\\\"store\\\\" here" app=x`); process.exit(3)';
    const child = await launch({ name: 'x', command: process.execPath, args: ['-e', script], log });
    const waiting = untilReady(child, () => Promise.resolve(false), { what: 'is ready', timeoutMs: 10_000 });
    await expect(waiting).rejects.toThrow(`x ended (exit code 3): no "store" here\n  log: ${log}`);
    rmSync(folder, { recursive: true });
  });

  test('cannot be a program that does not exist', async () => {
    const spec = { name: 'x', command: '/does/not/exist', args: [], log: join(tmpdir(), 'up-none.log') };
    await expect(launch(spec)).rejects.toThrow(/x: cannot run \/does\/not\/exist/);
    rmSync(spec.log, { force: true });
  });
});
