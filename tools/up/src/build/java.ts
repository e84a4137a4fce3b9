import { spawnSync } from 'node:child_process';
import { Failure } from '../process/failure.ts';
import { installed } from './apt.ts';
import { onPath } from './command.ts';
import { silent } from './report.ts';
import type { Report } from './report.ts';

/** The oldest Java that Kafka 4 runs on. */
const oldest = 17;

/** javaBinary finds Java 17 or newer on the PATH, or installs Debian's with apt where we may. */
export async function javaBinary(report: Report = silent): Promise<string> {
  const pack = { what: 'Java (for Kafka)', name: 'default-jre-headless', brew: 'openjdk' };
  const java = await installed(pack, () => onPath('java'), report);
  const version = versionOf(java);
  if (version === undefined || version < oldest) {
    const found = version === undefined ? 'does not tell its version' : `is Java ${String(version)}`;
    throw new Failure(`${java} ${found}: Kafka needs Java ${String(oldest)} or newer, first on the PATH`);
  }
  return java;
}

/** The 17 of `openjdk version "17.0.15" 2025-04-15`; the 8 of "1.8.0". */
function versionOf(java: string): number | undefined {
  const { stderr } = spawnSync(java, ['-version'], { encoding: 'utf8', env: process.env });
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(stderr) ?? [];
  return first === undefined ? undefined : Number(first === '1' ? second : first);
}
