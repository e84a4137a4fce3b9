import { closeSync, fstatSync, openSync, readSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

interface Followed {
  inode: number;
  offset: number;
  rest: string;
}

/**
 * followLogs writes every new line of all log files of a folder, each with the name of its process in
 * front, until the signal aborts. Files that appear later and files that start anew are followed too.
 */
export async function followLogs(
  folder: string,
  write: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const files = new Map<string, Followed>();
  let first = true;
  while (!signal.aborted) {
    for (const name of logFiles(folder)) {
      const label = name.replace(/\.log$/, '').padEnd(18);
      for (const line of newLines(join(folder, name), files, first)) write(`${label} | ${line}\n`);
    }
    first = false;
    await pause(200, undefined, { signal }).catch(() => undefined);
  }
}

function logFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter(name => name.endsWith('.log'))
      .sort();
  } catch {
    return [];
  }
}

/** How much of a log that is there at the beginning is shown, in bytes. */
const lookBack = 2_000;

function newLines(path: string, files: Map<string, Followed>, first: boolean): string[] {
  const fd = openSync(path, 'r');
  try {
    const { ino, size } = fstatSync(fd);
    let known = files.get(path);
    if (known?.inode !== ino || known.offset > size) {
      known = { inode: ino, offset: first ? Math.max(0, size - lookBack) : 0, rest: '' };
      files.set(path, known);
    }
    const cut = first && known.offset > 0;
    const buffer = Buffer.alloc(Math.min(size - known.offset, 1024 * 1024));
    known.offset += readSync(fd, buffer, 0, buffer.length, known.offset);
    const lines = (known.rest + buffer.toString('utf8')).split('\n');
    known.rest = lines.pop() ?? '';
    return cut ? lines.slice(1) : lines;
  } finally {
    closeSync(fd);
  }
}
