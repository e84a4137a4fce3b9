import type { Report } from './build/report.ts';

/** How often progress is repeated where there is no terminal to rewrite, in milliseconds. */
const quietMs = 15_000;

/** createOutput prints to a stream: progress rewrites one line on a terminal, else comes now and then. */
export function createOutput(stream: NodeJS.WriteStream): Report {
  let pending = false;
  let last = Date.now();
  const clear = (): void => {
    if (pending) stream.write('\r\u001b[K');
    pending = false;
  };
  return {
    line: text => {
      clear();
      stream.write(`${text}\n`);
    },
    progress: text => {
      if (stream.isTTY) {
        stream.write(`\r\u001b[K${text}`);
        pending = true;
      } else if (Date.now() - last > quietMs) {
        last = Date.now();
        stream.write(`${text}\n`);
      }
    },
  };
}
