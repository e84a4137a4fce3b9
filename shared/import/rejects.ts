import { type FileHandle, open } from 'node:fs/promises';
import { type FieldError } from '../errors/app-error.ts';

/** Reject is a row that was not imported, and why; it holds no value of the row but its legacy id. */
export interface Reject {
  line: number;
  legacyId?: string;
  errors: readonly FieldError[];
}

/** Rejects is the file of what was not imported: a JSON object a line, for its owner's eyes only. */
export interface Rejects {
  /** Writes and keeps; returns the length of the file then. */
  append(rejects: readonly Reject[]): Promise<number>;
  /** Cuts off what was written after the last progress: those rows come again. */
  cutTo(length: number): Promise<void>;
  close(): Promise<void>;
}

/** openRejects opens the file, or makes it. Without a path nothing is written. */
export async function openRejects(path: string | undefined): Promise<Rejects> {
  if (path === undefined)
    return { append: async () => 0, cutTo: async () => undefined, close: async () => undefined };
  const file: FileHandle = await open(path, 'a+', 0o600);
  const length = async () => (await file.stat()).size;
  return {
    async append(rejects) {
      if (rejects.length > 0) {
        await file.appendFile(rejects.map(reject => `${JSON.stringify(reject)}\n`).join(''));
        await file.datasync();
      }
      return length();
    },
    async cutTo(wanted) {
      if ((await length()) > wanted) await file.truncate(wanted);
    },
    close: () => file.close(),
  };
}
