import { type ImportResult } from './run-import.ts';
import { type Verification } from './verify-import.ts';

const pad = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
};

/** describeImport says what became of a file. */
export function describeImport(
  name: string,
  file: string,
  { counts, end, resumedAt }: ImportResult,
  { seconds, dryRun, rejects }: { seconds: number; dryRun: boolean; rejects: string },
): string {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const rows = Object.entries(counts).map(([outcome, count]) => [outcome, String(count)] as const);
  const notes = {
    already: 'This file was imported before, all of it.',
    tooManyRejects: 'Stopped: too many rows were rejected. Another run goes on from here.',
    interrupted: 'Stopped. Another run goes on from here.',
    finished: dryRun ? 'Nothing was written: this was a dry run.' : undefined,
  } as const;
  const speed = `${total} rows, ${seconds.toFixed(1)} s, ${Math.round(total / Math.max(seconds, 0.001))} rows/s`;
  return [
    `${name} from ${file}${resumedAt > 0 && end !== 'already' ? `, resumed after line ${resumedAt}` : ''}`,
    pad(rows),
    end === 'already' || resumedAt > 0 ? undefined : `  ${speed}`,
    counts.rejected > 0 && !dryRun ? `  What was rejected, and why: ${rejects}` : undefined,
    notes[end] === undefined ? undefined : `  ${notes[end]}`,
  ]
    .filter(line => line !== undefined)
    .join('\n');
}

/** describeVerification says how a file and the database compare. */
export function describeVerification(name: string, found: Verification, differences: string): string {
  const rows: [string, string][] = [
    ['rows of the file', String(found.source)],
    ['of them in the database', String(found.found)],
    ['changed here since, not compared', String(found.changed)],
    ['from other files', String(found.others)],
    ['unreadable', String(found.unreadable)],
    ['repeated', String(found.repeated)],
    ['missing', String(found.missing)],
    ['different', String(found.different)],
    ['sum of the file', found.sourceSum],
    ['sum of the database', found.databaseSum],
  ];
  const verdict = found.equal
    ? 'The database holds what the file says.'
    : `The database does not hold what the file says: see ${differences}`;
  return `${name}\n${pad(rows)}\n  ${verdict}`;
}
