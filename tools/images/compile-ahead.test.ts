import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileAhead } from './compile-ahead.ts';

const root = mkdtempSync(join(tmpdir(), 'neighbourhood-compile-'));
afterAll(() => rmSync(root, { recursive: true }));
chmodSync(root, 0o755);

function app(name: string, main: string): string {
  const out = join(root, name);
  mkdirSync(join(out, 'app/dist'), { recursive: true });
  writeFileSync(join(out, 'app/dist/main.js'), main);
  writeFileSync(join(out, 'app/dist/used.js'), 'export const used = word => `${word}!`;');
  return out;
}

function compiled(out: string): [name: string, bytes: string][] {
  const files = readdirSync(join(out, 'compile-cache'), { recursive: true, withFileTypes: true });
  return files
    .filter(file => file.isFile())
    .map(file => [file.name, readFileSync(join(file.parentPath, file.name), 'base64')]);
}

test('what an app loads until it ends is compiled, to the same bytes each time', () => {
  const compileAnew = () => {
    const out = app('whole', "import { used } from './used.js'; used('a'); process.exit(1);");
    compileAhead(process.execPath, out);
    const files = compiled(out);
    rmSync(out, { recursive: true });
    return files;
  };
  const first = compileAnew();
  expect(first).toHaveLength(2);
  expect(compileAnew()).toEqual(first);
});

test('a Node that compiles nothing is named, with what it said', () => {
  const out = app('broken', '');
  expect(() => compileAhead('/nowhere/node', out)).toThrow(/compiled ahead by \/nowhere\/node: .*ENOENT/);
});
