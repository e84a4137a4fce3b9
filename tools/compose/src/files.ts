import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * put replaces a file of one container's folder in one step. Everybody in that container may read it, whatever user it
 * runs as; on the host nobody gets there, because the folder above all of them is root's alone.
 */
export function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o755 });
  writeFileSync(`${file}.part`, text, { mode: 0o444 });
  renameSync(`${file}.part`, file);
}
