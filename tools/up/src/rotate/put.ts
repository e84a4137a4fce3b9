import { readFileSync } from 'node:fs';
import type { Report } from '../build/report.ts';
import { exclusively } from '../platform/exclusive.ts';
import { alive, readRecord } from '../platform/record.ts';
import { withSecrets } from '../platform/secret-keeper.ts';
import { Failure } from '../process/failure.ts';
import { whyNotReplaced } from './kinds.ts';

/** readValue takes a value from a file, or from standard input; never from an argument: those are seen by all. */
export function readValue(file: string | undefined): string {
  try {
    return readFileSync(file ?? 0, 'utf8').trim();
  } catch (cause) {
    throw new Failure(`FILE=${file ?? 'standard input'}: ${(cause as Error).message}`, { cause });
  }
}

/** putSecret adds a secret, or replaces one that no data depend on. */
export async function putSecret(
  state: string,
  name: string,
  value: () => string,
  report: Report,
): Promise<void> {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) throw new Failure('NAME= must have small letters, digits and -');
  const record = readRecord(state);
  const runs = record !== undefined && alive(record).length > 0;
  const reason = whyNotReplaced(name, runs);
  if (reason !== undefined) throw new Failure(`${name} is not replaced: ${reason}`);
  const text = value();
  if (text === '') throw new Failure(`${name}: the value is empty`);
  await exclusively(state, () => withSecrets(state, report, secrets => secrets.set({ [name]: text })));
  report.line(`${name} is set${runs ? '; apps that may read it have it within half a minute' : ''}`);
}
