import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { schemaFiles } from './schemas.ts';

// Writes the TypeScript types of every message and service to gen/, and the JSON Schemas of the events to schemas/; with
// --check it writes nothing and fails when they are not what the .proto files say.

const require = createRequire(import.meta.url);
const here = import.meta.dirname;

/** The options with which shared/grpc loads the same files at run time. */
const options = [
  ...['--includeDirs', '.', '--grpcLib', '@grpc/grpc-js', '--longs', 'Number', '--enums', 'String'],
  ...['--defaults', '--oneofs', '--arrays', '--objects', '--includeComments'],
  ...['--importFileExtension', '.ts', '--targetFileExtension', '.ts'],
];

function generate(folder: string): void {
  const loader = path.dirname(require.resolve('@grpc/proto-loader/package.json'));
  const generator = path.join(loader, 'build/bin/proto-loader-gen-types.js');
  const files = globSync('neighbourhood/**/*.proto', { cwd: here }).sort();
  rmSync(folder, { recursive: true, force: true });
  const { status, stderr } = spawnSync(
    process.execPath,
    [generator, '--outDir', folder, ...options, ...files],
    {
      cwd: here,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  if (status !== 0) throw new Error(`proto-loader-gen-types failed:\n${stderr}`);
  // One file per .proto, named by its last part alone (two would clash) and needed by nobody.
  for (const file of globSync('*.ts', { cwd: folder })) rmSync(path.join(folder, file));
}

function generateSchemas(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of schemaFiles()) writeFileSync(path.join(folder, name), text);
}

/** All files below a folder with their contents. */
function contents(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file =>
    /\.(ts|json)$/.test(file),
  );
  return new Map(files.map(file => [file, readFileSync(path.join(folder, file), 'utf8')]));
}

function outdated(): string[] {
  const fresh = mkdtempSync(path.join(tmpdir(), 'proto-'));
  try {
    generate(path.join(fresh, 'gen'));
    generateSchemas(path.join(fresh, 'schemas'));
    return ['gen', 'schemas'].flatMap(folder => {
      const [is, should] = [contents(path.join(here, folder)), contents(path.join(fresh, folder))];
      return [...new Set([...is.keys(), ...should.keys()])]
        .filter(file => is.get(file) !== should.get(file))
        .map(file => `${folder}/${file}`);
    });
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
}

if (process.argv.includes('--check')) {
  const files = outdated();
  if (files.length > 0) {
    console.error(`proto is out of date, run \`make proto\`:\n${files.map(file => `  ${file}`).join('\n')}`);
    process.exitCode = 1;
  }
} else {
  generate(path.join(here, 'gen'));
  generateSchemas(path.join(here, 'schemas'));
}
