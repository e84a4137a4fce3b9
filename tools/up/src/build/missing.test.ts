import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goBuild } from './go.ts';
import { redisBinary } from './redis.ts';
import { silent } from './report.ts';

describe('on a machine that lacks', () => {
  const path = process.env['PATH'];
  let bin: string;
  beforeEach(() => {
    bin = mkdtempSync(join(tmpdir(), 'up-bin-'));
    process.env['PATH'] = bin;
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(bin, { recursive: true });
  });

  const build = { name: 'daprd', module: tmpdir(), package: 'x', output: 'x', cache: 'x' };

  test('Go, a build says what needs it and where to get it', async () => {
    await expect(goBuild(build, silent)).rejects.toThrow(/^Go is missing: it builds daprd .*https:/);
  });

  test('a Go that is new enough, a build says which one it found', async () => {
    writeFileSync(join(bin, 'go'), '#!/bin/sh\necho go1.19.8\n');
    chmodSync(join(bin, 'go'), 0o755);
    await expect(goBuild(build, silent)).rejects.toThrow(
      /bin\/?.*go is Go 1\.19: building daprd needs Go 1\.22/,
    );
  });

  test('disk or memory, a build that fails says why, not what was compiled', async () => {
    const said = [
      '# example.com/a',
      'a.go:3: no space left on device',
      'example.com/b',
      'vendor/golang.org/x/c',
    ];
    const lines = said.map(line => `echo '${line}' >&2`).join('\n');
    const text = `#!/bin/sh\n[ "$1" = env ] && echo go1.22.1 && exit\n[ "$1" = list ] && exit\n${lines}\nexit 1\n`;
    writeFileSync(join(bin, 'go'), text, { mode: 0o755 });
    await expect(goBuild(build, silent)).rejects.toThrow(
      /^daprd: go build failed in .*:\n {2}# example\.com\/a\n {2}a\.go:3: no space left on device$/,
    );
  });

  test('Redis and a way to install it, the command to run is named', async () => {
    await expect(redisBinary()).rejects.toThrow(/^Redis is missing: .*; run: (sudo apt-get|brew) install/);
  });

  test('Redis only, apt installs it, as root or with sudo', async () => {
    const script = (name: string, text: string): void => {
      writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    };
    symlinkSync('/usr/bin/env', join(bin, 'env'));
    script('sudo', '[ "$1" = -n ] && shift; "$@"');
    script(
      'apt-get',
      `[ "$1" = install ] && printf '#!/bin/sh\\n' >${bin}/redis-server && /bin/chmod +x ${bin}/redis-server; exit 0`,
    );
    expect(await redisBinary()).toBe(join(bin, 'redis-server'));
  });

  test('Redis and packages to install it from, what apt said is told', async () => {
    symlinkSync('/usr/bin/env', join(bin, 'env'));
    writeFileSync(join(bin, 'sudo'), '#!/bin/sh\n[ "$1" = -n ] && shift; "$@"\n', { mode: 0o755 });
    writeFileSync(join(bin, 'apt-get'), '#!/bin/sh\necho "no such package" >&2; exit 100\n', { mode: 0o755 });
    await expect(redisBinary()).rejects.toThrow(
      /apt-get could not install redis-server: [^]*no such package/,
    );
  });
});
