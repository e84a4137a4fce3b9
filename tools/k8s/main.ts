/**
 * Writes the Dapr resources of the cluster from `components/`, and the alerts for Prometheus' operator: `make k8s`; with
 * --check it says what is out of date.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { render } from './render.ts';

const root = resolve(import.meta.dirname, '../..');
const check = process.argv.includes('--check');
const stale = [...render(root)].filter(([file, text]) => {
  const path = join(root, file);
  return !existsSync(path) || readFileSync(path, 'utf8') !== text;
});
for (const [file, text] of stale) {
  console.log(`${check ? 'out of date' : 'written'}: ${file}`);
  if (check) continue;
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
if (check && stale.length > 0) {
  console.error('make k8s writes them anew from components/');
  process.exitCode = 1;
}
