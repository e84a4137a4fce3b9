import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { Failure } from '../process/failure.ts';
import { isRelocated, movedAddress } from './settings.ts';
import type { Settings } from './settings.ts';

/** Resource is one document of a component file. */
export interface Resource {
  file: string;
  kind: string;
  name: string;
}

/**
 * readResources reads all documents of some folders, as daprd does (not recursively). A Failure names
 * the file that is no YAML or no resource, and both files where two resources have one name: daprd
 * would end over each, without always saying where.
 */
export function readResources(root: string, folders: readonly string[]): Resource[] {
  const seen = new Map<string, string>();
  return folders
    .flatMap(folder => yamlFiles(root, folder))
    .flatMap(file => documentsOf(root, file))
    .map(resource => {
      const key = `${resource.kind} ${resource.name}`;
      const other = seen.get(key);
      if (other !== undefined)
        throw new Failure(`${key} is defined twice: in ${other} and in ${resource.file}`);
      seen.set(key, resource.file);
      return resource;
    });
}

function yamlFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder))
    .filter(name => /\.ya?ml$/.test(name))
    .sort()
    .map(name => join(folder, name));
}

function documentsOf(root: string, file: string): Resource[] {
  return parseAllDocuments(readFileSync(join(root, file), 'utf8')).flatMap(document => {
    const [error] = document.errors;
    if (error !== undefined) throw new Failure(`${file} is not YAML: ${error.message}`);
    const value = document.toJS() as { kind?: unknown; metadata?: { name?: unknown } } | null;
    if (value === null) return [];
    const { kind } = value;
    const name = value.metadata?.name;
    if (typeof kind !== 'string' || typeof name !== 'string') {
      throw new Failure(`${file} is no Dapr resource: it needs kind and metadata.name`);
    }
    return [{ file, kind, name }];
  });
}

/** explain names the file of the component that a sidecar's last error speaks of, when there is one. */
export function explain(message: string, resources: readonly Resource[]): string {
  const found = resources.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(message));
  const files = [...new Set(found.map(({ file }) => file))];
  return files.length === 0 ? message : `${message}\n  file: ${files.join(', ')}`;
}

/**
 * placeResources returns where a sidecar finds folders and files of components. Usually that is the
 * repository itself; a relocated platform gets copies with its own addresses and paths, and where there is
 * something to edit, copies with that in them.
 */
export function placeResources(
  settings: Settings,
  paths: readonly string[],
  edit?: (text: string) => string,
): string[] {
  const moved = isRelocated(settings);
  if (!moved && edit === undefined) return [...paths];
  return paths.map(path => {
    const source = join(settings.root, path);
    const target = join(settings.state, 'placed', path);
    const copy = (from: string, to: string): void => {
      const original = readFileSync(from, 'utf8');
      const text = edit === undefined ? original : edit(original);
      writeFileSync(to, moved ? relocated(settings, text) : text);
    };
    if (/\.ya?ml$/.test(path)) {
      mkdirSync(dirname(target), { recursive: true });
      copy(source, target);
      return target;
    }
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const name of readdirSync(source).filter(name => /\.ya?ml$/.test(name)))
      copy(join(source, name), join(target, name));
    return target;
  });
}

function relocated(settings: Settings, text: string): string {
  return text
    .replaceAll(/\.run\//g, `${settings.state}/`)
    .replaceAll(/\b127\.0\.0\.1:\d+\b/g, address => movedAddress(settings, address));
}
