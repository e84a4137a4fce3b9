import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

interface Followed {
  inode: number;
  offset: number;
  rest: string;
}

/**
 * followLogs writes every new line of the log files, each with the name of its process in front, until the
 * signal aborts. The files are asked for again and again: those that appear later are followed too.
 */
export async function followLogs(
  files: () => readonly string[],
  write: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const followed = new Map<string, Followed>();
  let first = true;
  while (!signal.aborted) {
    for (const file of files()) {
      const label = basename(file, '.log').padEnd(18);
      for (const line of newLines(file, followed, first)) write(`${label} | ${line}\n`);
    }
    first = false;
    await pause(200, undefined, { signal }).catch(() => undefined);
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
