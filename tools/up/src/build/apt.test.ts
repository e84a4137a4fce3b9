import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installed } from './apt.ts';
import { onPath } from './command.ts';
import { javaBinary } from './java.ts';
import { silent } from './report.ts';

describe('a Debian package', () => {
  const path = process.env['PATH'];
  const pack = { what: 'Thing', name: 'thing-server', brew: 'thing', services: ['thing-server'] };
  let bin: string;
  let policy: string;
  const script = (name: string, text: string): void => {
    writeFileSync(join(bin, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  };
  const find = () => onPath('thing');

  beforeEach(() => {
    bin = mkdtempSync(join(tmpdir(), 'up-apt-'));
    policy = join(bin, 'policy-rc.d');
    process.env['PATH'] = bin;
    symlinkSync('/usr/bin/env', join(bin, 'env'));
    script('sudo', '[ "$1" = -n ] && shift; "$@"');
    script(
      'apt-get',
      `[ "$1" = install ] || exit 0; ${policy}; echo "may start: $?" >${bin}/said; : >${bin}/thing; /bin/chmod +x ${bin}/thing`,
    );
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(bin, { recursive: true });
  });

  test('that is there is not installed again', async () => {
    script('thing', '');
    expect(await installed(pack, find, silent, policy)).toBe(join(bin, 'thing'));
    expect(existsSync(join(bin, 'said'))).toBe(false);
  });

  test('is installed without the services in it being started', async () => {
    expect(await installed(pack, find, silent, policy)).toBe(join(bin, 'thing'));
    expect(readFileSync(join(bin, 'said'), 'utf8')).toBe('may start: 101\n');
    expect(existsSync(policy)).toBe(false);
  });

  test("leaves a machine's own rule for services alone", async () => {
    script('policy-rc.d', 'exit 104');
    await installed(pack, find, silent, policy);
    expect(readFileSync(join(bin, 'said'), 'utf8')).toBe('may start: 104\n');
    expect(existsSync(policy)).toBe(true);
  });

  test('that cannot be installed takes the rule away, too', async () => {
    script('apt-get', 'echo "no such package" >&2; exit 100');
    await expect(installed(pack, find, silent, policy)).rejects.toThrow(
      /^Thing: apt-get could not install thing-server: [^]*no such package/,
    );
    expect(existsSync(policy)).toBe(false);
  });

  test('on a machine without apt has a message that tells what to run', async () => {
    rmSync(join(bin, 'apt-get'));
    await expect(installed(pack, find, silent, policy)).rejects.toThrow(
      /^Thing is missing: .* run: (sudo apt-get install thing-server|brew install thing)$/,
    );
  });

  test.each([
    ['11.0.2', /is Java 11: Kafka needs Java 17 or newer/],
    ['1.8.0_292', /is Java 8: Kafka needs Java 17 or newer/],
  ])('may bring a Java %s, which is too old', async (version, message) => {
    script('java', `echo 'openjdk version "${version}" 2020-01-01' >&2`);
    await expect(javaBinary()).rejects.toThrow(message);
  });

  test('may bring a Java that is new enough', async () => {
    script('java', `echo 'openjdk version "21" 2023-09-19' >&2`);
    expect(await javaBinary()).toBe(join(bin, 'java'));
  });
});
