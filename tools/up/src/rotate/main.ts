import { parseArgs } from 'node:util';
import { createOutput } from '../output.ts';
import { exclusively } from '../platform/exclusive.ts';
import { readSettings } from '../platform/settings.ts';
import { Failure } from '../process/failure.ts';
import { putSecret, readValue } from './put.ts';
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

try {
  const [verb, name = ''] = positionals;
  const settings = readSettings();
  if (verb === 'put') await putSecret(settings.state, name, () => readValue(values.file), output);
  else if (verb === 'rotate') {
    if (name === '') throw new Failure('Say which: make rotate SECRET=auth-signing-keys');
    const options = { drop: values.drop, report: output, signal: interrupted.signal };
    await exclusively(settings.state, () => rotate(settings, name, options));
  } else throw new Failure('Say what to do: rotate, put');
} catch (error) {
  output.line('');
  process.stderr.write(`${error instanceof Failure ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
}
