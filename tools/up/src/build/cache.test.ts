import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { cachedPath, ensureBuilt, type GoTool } from './cache.ts';
import type { Report } from './report.ts';

/** A `go` that tells one package, writes the program it is asked to build, and does what a test adds. */
const fakeGo = (extra = ''): string => `#!/bin/sh
case "$1" in
  env) echo go1.24.6 ;;
  list) echo some/package ;;
  build)
    echo some/package >&2
    mkdir -p "$GOCACHE"
    ${extra}
    while [ $# -gt 0 ]; do [ "$1" = -o ] && echo program >"$2"; shift; done
    echo built >>"$FAKE_GO_LOG" ;;
esac
`;

describe('a program that is built once per user', () => {
  const tool: GoTool = { name: 'ferretdb', module: 'ferretdb', version: '1', package: 'x', tags: 'a' };
  const environment = { ...process.env };
  let home: string;
  let lines: string[];
  const report: Report = { line: text => lines.push(text), progress: () => undefined };
  const builds = (): number => readFileSync(join(home, 'go.log'), 'utf8').split('built').length - 1;
  const go = (extra?: string): void => {
    writeFileSync(join(home, 'go'), fakeGo(extra), { mode: 0o755 });
  };

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'up-cache-'));
    lines = [];
    process.env['XDG_CACHE_HOME'] = home;
    process.env['PATH'] = `${home}:${environment['PATH'] ?? ''}`;
    process.env['FAKE_GO_LOG'] = join(home, 'go.log');
    go();
  });
  afterEach(() => {
    process.env = { ...environment };
    rmSync(home, { recursive: true });
  });

  test('lies in the cache of the user, and the compiler leaves nothing there', async () => {
    await ensureBuilt([tool], report);
    expect(readFileSync(cachedPath(tool), 'utf8')).toBe('program\n');
    expect(readdirSync(join(home, 'neighbourhood'))).toEqual(['ferretdb']);
    expect(lines).toEqual([expect.stringMatching(/^ferretdb: built in \d+:\d\d$/)]);
  });

  test('is not built again, not even by two that ask at the same time', async () => {
    await Promise.all([ensureBuilt([tool], report), ensureBuilt([tool], report)]);
    await ensureBuilt([tool], report);
    expect(builds()).toBe(1);
  });

  test('is another one for other flags', () => {
    expect(cachedPath({ ...tool, tags: 'b' })).not.toBe(cachedPath(tool));
    expect(cachedPath({ ...tool, version: '2' })).not.toBe(cachedPath(tool));
  });

  test('is not there when its build fails, which says why', async () => {
    go('echo "x.go:1: broken" >&2; exit 1');
    await expect(ensureBuilt([tool], report)).rejects.toThrow(
      /^ferretdb: go build failed in .*ferretdb:[^]*x\.go:1: broken/,
    );
    expect(existsSync(cachedPath(tool))).toBe(false);
    expect(existsSync(join(home, 'neighbourhood/build.lock'))).toBe(false);
  });

  test('is given up when the build is called off', async () => {
    go(`echo $$ >"$FAKE_GO_LOG.pid"; exec sleep 1000`);
    const interrupted = new AbortController();
    const building = ensureBuilt([tool], report, interrupted.signal);
    const failed = expect(building).rejects.toThrow('called off');
    await eventually(() => existsSync(join(home, 'go.log.pid')));
    interrupted.abort(new Error('called off'));
    await failed;
    expect(readdirSync(dirname(cachedPath(tool)))).toEqual([]);
  });
});
