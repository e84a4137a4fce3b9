import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** variableOf reads a variable of another process of the same user, as tokens are that are made at every start; ''. */
export function variableOf(pid: number, name: string): string {
  const file = `/proc/${String(pid)}/environ`;
  const text = existsSync(file)
    ? readFileSync(file, 'utf8').replaceAll('\0', ' ')
    : execFileSync('ps', ['eww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return new RegExp(`(?:^|\\s)${name}=(\\S+)`).exec(text)?.[1] ?? '';
}
