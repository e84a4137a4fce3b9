import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Closure is what an app loads at run time, by folders relative to the repository's root. */
export interface Closure {
  /** Packages of this repository, the app itself first. */
  workspaces: readonly string[];
  /** Installed packages, `node_modules/pg` as `node_modules/mongodb/node_modules/bson`. */
  packages: readonly string[];
  /** Links from node_modules to workspaces: the link, and the workspace's folder. */
  links: ReadonlyMap<string, string>;
}

/** What of a package.json says what it needs. */
interface Manifest {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/**
 * closureOf follows the dependencies of one workspace as Node finds them, development's left out. Optional ones count
 * where they were installed. Throws for one that is needed and absent.
 */
export function closureOf(root: string, app: string): Closure {
  const base = realpathSync(root);
  const workspaces: string[] = [];
  const packages: string[] = [];
  const links = new Map<string, string>();
  const seen = new Set<string>();

  const visit = (folder: string): void => {
    const real = realpathSync(folder);
    if (seen.has(real)) return;
    seen.add(real);
    const path = relative(base, real);
    (path.split(sep).includes('node_modules') ? packages : workspaces).push(path);
    for (const [name, isNeeded] of needsOf(real)) {
      const found = find(base, real, name);
      if (found === undefined && isNeeded) throw new Error(`${path} needs ${name}, which is not installed`);
      if (found === undefined) continue;
      const target = relative(base, realpathSync(found));
      if (target !== relative(base, found)) links.set(relative(base, found), target);
      visit(found);
    }
  };
  visit(join(base, app));
  return { workspaces, packages: packages.sort(), links };
}

function needsOf(folder: string): Map<string, boolean> {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const { dependencies = {}, optionalDependencies = {}, peerDependencies = {} } = manifest;
  const required = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
  const optional = Object.keys(manifest.peerDependenciesMeta ?? {});
  return new Map([
    ...required.map(name => [name, !optional.includes(name)] as const),
    ...Object.keys(optionalDependencies).map(name => [name, false] as const),
  ]);
}

/** The nearest one above, as Node looks for it. */
function find(root: string, from: string, name: string): string | undefined {
  for (let folder = from; folder.startsWith(root); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return candidate;
  }
  return undefined;
}
