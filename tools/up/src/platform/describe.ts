import { relative } from 'node:path';
import type { PlatformRecord } from './record.ts';
import type { Settings } from './settings.ts';
import type { Status } from './status.ts';
import { authorityFile } from './tls.ts';

/** describeReady is what a person reads when all is up: what runs where, and what to try next. */
export function describeReady(settings: Settings, record: PlatformRecord, already: boolean): string {
  const gateway = record.processes.find(({ name }) => name === 'gateway')?.ports['http'];
  const sandbox = record.processes.find(({ name }) => name === 'sandbox')?.url;
  const seconds = ((record.readyAfterMs ?? 0) / 1000).toFixed(1);
  const lines = [already ? `Already running since ${record.startedAt}.` : `Ready after ${seconds} s.`, ''];
  for (const { name, role, pid, ports } of record.processes) {
    if (role === 'app') lines.push(`  ${name.padEnd(16)}${portList(ports).padEnd(30)}pid ${String(pid)}`);
  }
  lines.push(`  each next to its own sidecar; stores and logs: make status`, '');
  const { tls } = record.selection;
  const scheme = tls ? 'https' : 'http';
  if (gateway !== undefined) lines.push(`  API        ${scheme}://127.0.0.1:${String(gateway)}/api/v1`);
  if (tls)
    lines.push(
      `  trust      ${place(settings, authorityFile(settings.state))} (curl --cacert, NODE_EXTRA_CA_CERTS)`,
    );
  if (sandbox !== undefined) lines.push(`  sandbox    ${sandbox}`);
  lines.push(`  logs       ${place(settings, `${settings.state}/logs`)}`, '');
  lines.push(`Next: make demo${tls ? ' TLS=1' : ''} (the whole journey), make logs, make status, make down`);
  return lines.join('\n');
}

/** describeStatus is the table of `make status`. */
export function describeStatus(settings: Settings, status: Status): string {
  if (status.processes.length === 0) return 'Nothing runs. make up starts the platform.';
  const rows = status.processes.map(({ name, role, pid, alive, ports, log }) =>
    [
      name.padEnd(20),
      role.padEnd(9),
      (alive ? String(pid) : 'ended').padStart(8),
      `  ${portList(ports).padEnd(60)}`,
      place(settings, log),
    ].join(''),
  );
  const stores = Object.entries(status.stores).map(([name, url]) => `  ${name.padEnd(14)}${url}`);
  return [`State: ${status.state}`, '', ...rows, '', 'Stores', ...stores].join('\n');
}

function portList(ports: Record<string, number>): string {
  return Object.entries(ports)
    .map(([name, port]) => `${name} ${String(port)}`)
    .join(', ');
}

function place({ root }: Settings, path: string): string {
  const short = relative(root, path);
  return short.startsWith('..') ? path : short;
}
