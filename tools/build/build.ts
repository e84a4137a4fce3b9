/**
 * Compiles shared, the gateway, the services and the sandbox provider to JavaScript in their dist/ folders, as
 * images run them: `node --conditions=compiled services/auth/dist/main.js`. Of proto/gen the few constants stay.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { startsCompiled } from './starts-compiled.ts';

const root = resolve(import.meta.dirname, '../..');
const apps = [
  'gateway',
  ...readdirSync(join(root, 'services')).map(name => `services/${name}`),
  'tools/sandbox-provider',
].filter(folder => existsSync(join(root, folder, 'src/main.ts')));
const report = { getCanonicalFileName: String, getCurrentDirectory: () => root, getNewLine: () => '\n' };

/** What goes into dist beside the code, because the code reads it from its own folder. */
const data = [
  ['shared/database/migrations', 'shared/dist/database/migrations'],
  ['shared/import/migrations', 'shared/dist/import/migrations'],
] as const;

/** distOf says where a source's JavaScript goes: shared/a.ts to shared/dist/a.js, x/src/a.ts to x/dist/a.js. */
function distOf(source: string): string {
  const path = relative(root, source).replace(/\.ts$/, '.js');
  for (const library of ['shared/', 'proto/'])
    if (path.startsWith(library)) return join(root, path.replace(library, `${library}dist/`));
  return join(root, path.replace('/src/', '/dist/'));
}

/** A source map names its source, whose text it contains, from where the map itself lies. */
function withSource(map: string, source: string, folder: string): string {
  return JSON.stringify({ ...(JSON.parse(map) as object), sources: [relative(folder, source)] });
}

function fail(diagnostics: readonly ts.Diagnostic[]): never {
  process.stderr.write(ts.formatDiagnosticsWithColorAndContext(diagnostics, report));
  process.exit(1);
}

function compile(): number {
  const file = join(root, 'tsconfig.build.json');
  const { config, error } = ts.readConfigFile(file, path => ts.sys.readFile(path)) as {
    config: unknown;
    error?: ts.Diagnostic;
  };
  if (error) fail([error]);
  const { fileNames, options, errors } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  if (errors.length > 0) fail(errors);
  const program = ts.createProgram(fileNames, options);
  const problems = ts.getPreEmitDiagnostics(program);
  if (problems.length > 0) fail(problems);

  for (const folder of ['shared/dist', 'proto/dist/gen', ...apps.map(app => `${app}/dist`)])
    rmSync(join(root, folder), { recursive: true, force: true });
  let count = 0;
  const ours = new Set(fileNames.map(name => resolve(name)));
  program.emit(undefined, (path, text, _mark, _error, sources) => {
    const source = sources?.[0]?.fileName;
    if (source === undefined || !ours.has(resolve(source))) return;
    const target = distOf(source);
    const isMap = path.endsWith('.map');
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(isMap ? `${target}.map` : target, isMap ? withSource(text, source, dirname(target)) : text);
    count += isMap ? 0 : 1;
  });
  for (const [from, to] of data) cpSync(join(root, from), join(root, to), { recursive: true });
  return count;
}

const began = Date.now();
const count = compile();
const compiled = Date.now();
for (const app of apps) await startsCompiled(root, app);
console.log(
  `${count} files compiled in ${((compiled - began) / 1000).toFixed(1)} s; started, each from its dist: ${apps.join(', ')}`,
);
