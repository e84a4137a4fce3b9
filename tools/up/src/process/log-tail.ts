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
 * lastError picks the line of a log that best says why its process ended, without its decoration: the
 * last fatal one, else the last one that speaks of an error, else the last one. Empty when the log is.
 */
export function lastError(file: string): string {
  const lines = tail(file, 200);
  const fatal = lines.findLast(line => /level=fatal|"level":"fatal"|^fatal|^panic|FATAL/.test(line));
  return messageOf(fatal ?? lines.findLast(line => /error/i.test(line)) ?? lines.at(-1) ?? '');
}

/** The message of a logfmt or JSON line; any other line as it is. */
function messageOf(line: string): string {
  const quoted = /\bmsg=("(?:[^"\\]|\\.)*")/.exec(line)?.[1];
  try {
    if (quoted !== undefined) return String(JSON.parse(quoted));
    const { message, err } = JSON.parse(line) as { message?: unknown; err?: { message?: unknown } };
    // The error's own message also tells its causes.
    return [err?.message, message].find(text => typeof text === 'string') ?? line;
  } catch {
    return line;
  }
}
