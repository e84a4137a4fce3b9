import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Who runs the image: Node keeps a cache for each user. Only root can become another. */
const user = process.getuid?.() === 0 ? 65_532 : (process.getuid?.() ?? 0);

/**
 * compileAhead starts the app once, up to its refusal of a profile that does not exist, so that Node's compile cache
 * in `out`/compile-cache holds all that it loads; it is for apps at that very path. `--predictable` makes V8 write the
 * same bytes each time, and does not count among the flags that have to be the same when the cache is read.
 */
export function compileAhead(node: string, out: string): void {
  const cache = join(out, 'compile-cache');
  mkdirSync(cache);
  chownSync(cache, user, user);
  const args = ['--predictable', '--conditions=compiled', 'app/dist/main.js'];
  const env = { NODE_COMPILE_CACHE: cache, NH_PROFILE: 'nowhere' };
  const { error, stdout, stderr } = spawnSync(node, args, {
    cwd: out,
    env,
    uid: user,
    gid: user,
    encoding: 'utf8',
  });
  const [made] = readdirSync(cache);
  if (error || made === undefined || readdirSync(join(cache, made)).length === 0)
    throw new Error(`Nothing was compiled ahead by ${node}: ${error?.message ?? stdout + stderr}`);
  // Nobody changes it any more, whoever the image runs as.
  if (process.getuid?.() !== 0) return;
  const all = [
    cache,
    ...readdirSync(cache, { recursive: true, encoding: 'utf8' }).map(name => join(cache, name)),
  ];
  for (const path of all) chownSync(path, 0, 0);
}
