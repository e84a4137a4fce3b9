import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** onPath finds a program as a shell would, or answers undefined. */
export function onPath(program: string): string | undefined {
  for (const directory of (process.env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    const file = join(directory, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here.
    }
  }
  return undefined;
}
