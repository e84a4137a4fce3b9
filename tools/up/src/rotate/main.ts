import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createOutput } from '../output.ts';
import { readRecord } from '../platform/record.ts';
import { withSecrets } from '../platform/secret-keeper.ts';
import { readSettings } from '../platform/settings.ts';
import { Failure } from '../process/failure.ts';
import { rotate } from './rotate.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { drop: { type: 'boolean', default: false }, file: { type: 'string' } },
});

const output = createOutput(process.stdout);
const interrupted = new AbortController();
process.once('SIGINT', () => {
  interrupted.abort(new Failure('Interrupted: run the same command again to go on'));
});

/** The value comes from a file or from standard input, never from an argument: those are seen by all. */
async function put(name: string): Promise<void> {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) throw new Failure('NAME= must have small letters, digits and -');
  const value = readFileSync(values.file ?? 0, 'utf8').trim();
  if (value === '') throw new Failure(`${name}: the value is empty`);
  const { state } = readSettings();
  await withSecrets(state, output, secrets => secrets.set({ [name]: value }));
  const runs = readRecord(state)?.phase === 'running';
  output.line(`${name} is set${runs ? '; apps that may read it have it within half a minute' : ''}`);
}

try {
  const [verb, name = ''] = positionals;
  if (verb === 'put') await put(name);
  else if (verb === 'rotate') {
    if (name === '') throw new Failure('Say which: make rotate SECRET=auth-signing-keys');
    await rotate(readSettings(), name, { drop: values.drop, report: output, signal: interrupted.signal });
  } else throw new Failure('Say what to do: rotate, put');
} catch (error) {
  output.line('');
  process.stderr.write(`${error instanceof Failure ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
}
