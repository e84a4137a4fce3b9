import { installed } from './apt.ts';
import { onPath } from './command.ts';
import { silent } from './report.ts';
import type { Report } from './report.ts';

/** redisBinary finds redis-server on the PATH, or installs it with apt where we may. */
export function redisBinary(report: Report = silent): Promise<string> {
  const pack = { what: 'Redis', name: 'redis-server', brew: 'redis', services: ['redis-server'] };
  return installed(pack, () => onPath('redis-server'), report);
}
