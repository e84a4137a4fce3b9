import {
  chmodSync,
  cpSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { parse } from 'yaml';
import { closureOf } from './closure.ts';
import { compileAhead } from './compile-ahead.ts';

/** What of a workspace an app needs at run time: its code, and the data that the code reads. */
const ours = ['package.json', 'dist', 'migrations', 'catalogue', 'neighbourhood'];

/** What of an installed package nobody reads at run time. Licences stay. */
const needless = /\.(d\.[cm]?ts|map|md|markdown|flow)$/i;
const licence = /licen[cs]e|notice|copying/i;

/**
 * assemble puts one app, and nothing but what it needs to run, into the folder `out`, which becomes /app of its image:
 * the same bytes, modes and times for the same sources, whoever builds it and when. `node` is the program that will run
 * it, where it can run here: what it compiles at the start goes along.
 */
export function assemble(root: string, app: string, out: string, epochSeconds: number, node?: string): void {
  const { workspaces, packages, links } = closureOf(root, app);
  for (const workspace of workspaces) copyWorkspace(join(root, workspace), join(out, workspace));
  for (const path of alsoIncluded(join(root, app)))
    cpSync(join(root, path), join(out, path), { recursive: true });
  for (const path of packages) copyPackage(join(root, path), join(out, path));
  for (const [link, target] of links) {
    mkdirSync(join(out, dirname(link)), { recursive: true });
    symlinkSync(relative(dirname(link), target), join(out, link));
  }
  // So that every image is started by the same words.
  symlinkSync(app, join(out, 'app'));
  const id = basename(app);
  const config = join('configs', `${id}.yaml`);
  const hasConfig = readdirSync(join(root, 'configs')).includes(`${id}.yaml`);
  if (hasConfig) cpSync(join(root, config), join(out, config));
  writeFileSync(join(out, 'health-check.mjs'), healthCheck(root));
  writeFileSync(join(out, 'health-target'), `${healthTarget(root, hasConfig ? config : undefined)}\n`);
  if (node !== undefined && existsSync(join(out, 'app/dist/main.js'))) compileAhead(node, out);
  settle(out, epochSeconds);
}

function copyWorkspace(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter(entry => ours.includes(entry)))
    cpSync(join(from, name), join(to, name), {
      recursive: true,
      filter: path => !/\.(js\.map|tsbuildinfo)$/.test(path),
    });
}

/** Sources that are run as they are: `imageIncludes` of an app's package.json. */
function alsoIncluded(app: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as {
    imageIncludes?: string[];
  };
  return manifest.imageIncludes ?? [];
}

function copyPackage(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    dereference: true,
    // Packages below it are named on their own.
    filter: path =>
      path === from ||
      (basename(path) !== 'node_modules' && (!needless.test(path) || licence.test(basename(path)))),
  });
}

function healthCheck(root: string): string {
  return stripTypeScriptTypes(readFileSync(join(root, 'tools/images/health-check.ts'), 'utf8'));
}

/** Services answer gRPC's health protocol on their port; who has no such configuration speaks HTTP on 8090. */
function healthTarget(root: string, config: string | undefined): string {
  if (config === undefined) return 'http://127.0.0.1:8090/health/ready';
  const { server } = parse(readFileSync(join(root, config), 'utf8')) as { server: { port: number } };
  const isHttp = basename(config) === 'gateway.yaml';
  return `${isHttp ? 'http' : 'grpc'}://127.0.0.1:${server.port}${isHttp ? '/health/live' : ''}`;
}

/** Times and modes are not those of whoever built it. */
function settle(path: string, epochSeconds: number): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const full = join(path, entry.name);
    if (entry.isDirectory()) settle(full, epochSeconds);
    else {
      if (entry.isFile()) chmodSync(full, statSync(full).mode & 0o111 ? 0o755 : 0o644);
      lutimesSync(full, epochSeconds, epochSeconds);
    }
  }
  chmodSync(path, 0o755);
  lutimesSync(path, epochSeconds, epochSeconds);
}
