import { readFileSync } from 'node:fs';
import { type Json } from '../../src/domain/json.ts';

/** Case is what a program gives of an input, and how it ends when not well. */
export type Case = [program: string, input: Json, outputs: Json[], end?: 'error' | 'deep' | 'refused'];

/** cases is what jq's own tests and manual say; its source is named in the file. */
export const cases = readFileSync(new URL('./cases.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(line => line !== '' && !line.startsWith('#'))
  .map(line => JSON.parse(line) as Case);
