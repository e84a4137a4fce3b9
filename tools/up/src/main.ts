import { normalize } from 'node:path';
import { parseArgs } from 'node:util';
import { createOutput } from './output.ts';
import { describeReady, describeStatus } from './platform/describe.ts';
import { down } from './platform/down.ts';
import { followLogs } from './platform/follow.ts';
import { installTools } from './platform/install-tools.ts';
import { readRecord } from './platform/record.ts';
import { type Selection, usualParts } from './platform/selection.ts';
import { readSettings } from './platform/settings.ts';
import { readStatus } from './platform/status.ts';
import { up } from './platform/up.ts';
import { Failure } from './process/failure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    apps: { type: 'string' },
    extra: { type: 'string' },
    broker: { type: 'string', default: usualParts.broker },
    secrets: { type: 'string', default: usualParts.secrets },
    discovery: { type: 'string', default: usualParts.discovery },
    config: { type: 'string', default: usualParts.config },
    mtls: { type: 'boolean', default: false },
    tls: { type: 'boolean', default: false },
    follow: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

const output = createOutput(process.stdout);
const interrupted = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupted.abort(new Failure('Interrupted'));
  });
}

// A reader that went away, as `| head`, must not end a start halfway; following logs for nobody ends.
process.stdout.on('error', () => {
  if (positionals[0] === 'logs') interrupted.abort();
});

const verbs: Record<string, () => Promise<void>> = {
  up: async () => {
    const settings = readSettings();
    const { record, already } = await up(settings, selection(), output, interrupted.signal);
    output.line(describeReady(settings, record, already));
    if (!values.follow) return;
    output.line('\nFollowing all logs; Ctrl-C stops that, the platform goes on.\n');
    await logs();
  },
  down: () => down(readSettings(), output),
  status: async () => {
    const settings = readSettings();
    const status = readStatus(settings);
    output.line(values.json ? JSON.stringify(status, undefined, 2) : describeStatus(settings, status));
    await Promise.resolve();
  },
  logs,
  'install-tools': () => installTools(undefined, output, interrupted.signal),
};

function logs(): Promise<void> {
  const { state } = readSettings();
  const files = (): string[] => readRecord(state)?.processes.map(({ log }) => log) ?? [];
  if (files().length === 0) throw new Failure('Nothing runs.');
  return followLogs(files, text => process.stdout.write(text), interrupted.signal);
}

function selection(): Selection {
  const { apps, extra, broker, secrets, discovery, config, mtls, tls } = values;
  const parts = {
    ...{ broker, secrets, discovery, config, mtls, tls },
    ...(extra === undefined ? {} : { extra: extra.split(',').map(folder => normalize(folder.trim())) }),
  };
  if (apps === undefined) return parts;
  return { apps: apps === 'none' ? [] : apps.split(',').map(id => id.trim()), ...parts };
}

try {
  const verb = verbs[positionals[0] ?? ''];
  if (verb === undefined) throw new Failure(`Say what to do: ${Object.keys(verbs).join(', ')}`);
  await verb();
} catch (error) {
  output.line('');
  process.stderr.write(`${error instanceof Failure ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
}
