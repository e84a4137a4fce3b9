import { execFileSync, spawnSync } from 'node:child_process';

/** run runs a command with its output on ours; throws when it fails. */
export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; input?: string } = {},
): void {
  const stdin = options.input === undefined ? 'inherit' : 'pipe';
  const { status, error } = spawnSync(command, args, { ...options, stdio: [stdin, 'inherit', 'inherit'] });
  if (error) throw new Error(`${command} cannot be run: ${error.message}`, { cause: error });
  if (status !== 0) throw new Error(`${command} ${args.slice(0, 2).join(' ')} failed (${String(status)})`);
}

/** output is what a command prints, trimmed; undefined when it fails. */
export function output(command: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
