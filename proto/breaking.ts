import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// Fails on a change of the .proto files that breaks callers, against the git reference AGAINST, else the newest
// tag v*, else main. Where that reference has no protos there is nothing to break. What a method tolerates may
// grow, from a call that is sent once to one that may be repeated; buf itself forbids any change of it.

const here = import.meta.dirname;

function git(...args: string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: here, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Checks the protos of a reference out into a new folder. */
function checkout(reference: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'proto-'));
  const archive = path.join(folder, 'proto.tar');
  const made = git('archive', '--format=tar', `--output=${archive}`, reference, '.');
  const read = spawnSync('tar', ['-xf', archive, '-C', folder]);
  if (made === undefined || read.status !== 0) throw new Error(`Cannot read the protos of ${reference}`);
  rmSync(archive);
  // The rules are today's; what they are applied to is the past.
  cpSync(path.join(here, 'buf.yaml'), path.join(folder, 'buf.yaml'));
  return folder;
}

interface Finding {
  type: string;
  path: string;
  start_line: number;
  message: string;
}

/** Whether callers who know only the old protos would be wrong about the new service. */
function breaks({ type, message }: Finding): boolean {
  return type !== 'RPC_SAME_IDEMPOTENCY_LEVEL' || !/ from "IDEMPOTENCY_UNKNOWN" to /.test(message);
}

function compare(before: string): boolean {
  const buf = path.join(here, '../node_modules/.bin/buf');
  const { status, stdout, stderr } = spawnSync(
    buf,
    ['breaking', '--against', before, '--error-format', 'json'],
    { cwd: here, encoding: 'utf8' },
  );
  if (status === 0) return true;
  const found = stdout
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Finding);
  if (found.length === 0) throw new Error(`buf breaking failed: ${stderr}`);
  const broken = found.filter(breaks);
  for (const { path: file, start_line: line, message } of broken)
    console.error(`${file}:${line}: ${message}`);
  return broken.length === 0;
}

const reference =
  process.env['AGAINST'] ?? git('describe', '--tags', '--abbrev=0', '--match', 'v*') ?? 'main';

if (git('rev-parse', '--verify', '--quiet', `${reference}:proto/buf.yaml`) === undefined) {
  console.error(`proto: ${reference} has no protos, nothing to compare with`);
} else {
  const before = checkout(reference);
  try {
    process.exitCode = compare(before) ? 0 : 1;
  } finally {
    rmSync(before, { recursive: true, force: true });
  }
}
