import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** Tree is configuration before it is checked. */
export type Tree = { [key: string]: unknown };

const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** camel writes a key of a file as the schema does: `max_age` is `maxAge`. */
export const camel = (key: string): string =>
  key.replace(/[_-]+([a-zA-Z0-9])/g, (_all, letter: string) => letter.toUpperCase());

function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (!isTree(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camel(key), camelKeys(inner)]));
}

/** mergeTrees lays `over` on `under`: objects merge key by key, anything else is replaced. */
export function mergeTrees(under: Tree, over: Tree): Tree {
  const merged: Tree = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isTree(below) && isTree(value) ? mergeTrees(below, value) : value;
  }
  return merged;
}

function place(tree: Tree, path: readonly string[], value: unknown): Tree {
  const [head, ...rest] = path;
  if (head === undefined) return tree;
  const below = tree[head];
  return { ...tree, [head]: rest.length === 0 ? value : place(isTree(below) ? below : {}, rest, value) };
}

/** readFiles reads `<directory>/<app>.yaml`, `.yml` or `.json`; keys may be snake_case or camelCase. */
export function readFiles(directory: string, app: string): Tree {
  let tree: Tree = {};
  for (const extension of ['yaml', 'yml', 'json']) {
    const file = join(directory, `${app}.${extension}`);
    if (!existsSync(file)) continue;
    const content = camelKeys(parse(readFileSync(file, 'utf8')) ?? {});
    if (!isTree(content)) throw new Error(`${file} must hold a mapping of keys to values`);
    tree = mergeTrees(tree, content);
  }
  return tree;
}

/** readEnvironment takes `NH_SERVER__PORT=8081` as server.port: `__` nests, `_` joins words. NH_CONFIG_DIR is no key. */
export function readEnvironment(env: NodeJS.ProcessEnv): Tree {
  let tree: Tree = {};
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith('NH_') || name === 'NH_CONFIG_DIR' || value === undefined) continue;
    const path = name.slice(3).toLowerCase().split('__').map(camel);
    tree = place(tree, path, value);
  }
  return tree;
}

/** readFlags takes `--server.port=8081`; anything else is refused, so that no typing error passes unseen. */
export function readFlags(argv: readonly string[]): Tree {
  let tree: Tree = {};
  for (const argument of argv) {
    const match = /^--([\w.-]+)=(.*)$/s.exec(argument);
    if (!match?.[1]) throw new Error(`Cannot read the argument "${argument}": write --server.port=8081`);
    tree = place(tree, match[1].split('.').map(camel), match[2]);
  }
  return tree;
}

/** readDynamic takes flat keys of the configuration store, as `log.level`. */
export function readDynamic(items: Readonly<Record<string, string>>): Tree {
  return Object.entries(items).reduce<Tree>(
    (tree, [key, value]) => place(tree, key.split('.').map(camel), value),
    {},
  );
}
