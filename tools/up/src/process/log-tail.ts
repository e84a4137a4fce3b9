import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** tail returns the last lines of a file (of its last 64 KiB), or none when it cannot be read. */
export function tail(file: string, lines: number): string[] {
  try {
    const fd = openSync(file, 'r');
    try {
      const { size } = fstatSync(fd);
      const buffer = Buffer.alloc(Math.min(size, 64 * 1024));
      readSync(fd, buffer, 0, buffer.length, size - buffer.length);
      return buffer.toString('utf8').split('\n').filter(Boolean).slice(-lines);
    } finally {
      closeSync(fd);
    }
  } catch {
    return [];
  }
}

/**
 * lastError picks the line of a log that best says why its process ended: the last one that speaks
 * of an error, else the last one. Empty when the log is.
 */
export function lastError(file: string): string {
  const lines = tail(file, 200);
  const telling = lines.findLast(line => /level=fatal|"level":"fatal"/i.test(line));
  return telling ?? lines.findLast(line => /fatal|panic|error/i.test(line)) ?? lines.at(-1) ?? '';
}
