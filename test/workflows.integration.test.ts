import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { allImages } from '../tools/images/apps.ts';
import { linterBinary } from '../tools/up/src/build/linters.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, '.github/workflows');
const names = await readdir(folder);
const actionlint = async (...files: string[]) => run(await linterBinary('actionlint'), files, { cwd: root });

test('actionlint has nothing to say about the workflows', async () => {
  await actionlint(...names.map(name => path.join(folder, name)));
});

test('actionlint would say something', async () => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'workflow-')), 'wrong.yml');
  await writeFile(
    file,
    'on: push\njobs: { a: { needs: b, runs-on: ubuntu-24.04, steps: [{ run: make }] } }\n',
  );
  await expect(actionlint(file)).rejects.toMatchObject({
    stdout: expect.stringContaining('needs') as string,
  });
});

test('every stage of ci stops the later ones, in the order of the stages', async () => {
  const { jobs } = parse(await readFile(path.join(folder, 'ci.yml'), 'utf8')) as {
    jobs: Record<string, { needs?: string }>;
  };
  const stages = ['build', 'test', 'lint', 'images', 'push', 'deploy', 'smoke'];
  expect(Object.keys(jobs)).toEqual(stages);
  expect(Object.values(jobs).map(({ needs }) => needs)).toEqual([undefined, ...stages.slice(0, -1)]);
});

test('every image is built, scanned and pushed', async () => {
  const { jobs } = parse(await readFile(path.join(folder, 'ci.yml'), 'utf8')) as {
    jobs: Record<string, { strategy?: { matrix: { app: string[] } } }>;
  };
  const all = allImages(root).map(({ id }) => id);
  for (const stage of ['images', 'push'])
    expect(jobs[stage]?.strategy?.matrix.app.toSorted()).toEqual(all.toSorted());
});

test.each([...names.map(name => `workflows/${name}`), 'actions/setup/action.yml'])(
  'every action that %s uses is pinned by its commit',
  async name => {
    const text = await readFile(path.join(root, '.github', name), 'utf8');
    for (const [, action = ''] of text.matchAll(/uses: (\S+)/g))
      expect(action).toMatch(/^\.\/|@[0-9a-f]{40}$/);
  },
);

test('make targets that workflows call exist', async () => {
  const makefile = await readFile(path.join(root, 'Makefile'), 'utf8');
  const workflows = await Promise.all(names.map(name => readFile(path.join(folder, name), 'utf8')));
  const steps = workflows
    .map(text => parse(text) as { jobs: Record<string, { steps: { run?: string }[] }> })
    .flatMap(({ jobs }) => Object.values(jobs).flatMap(job => job.steps));
  const commands = steps.map(({ run: command = '' }) => command).join('\n');
  const called = new Set([...commands.matchAll(/\bmake ([a-z][a-z0-9-]*)/g)].map(([, target]) => target));
  expect(called.size).toBeGreaterThan(5);
  for (const target of called) expect(makefile).toMatch(new RegExp(`^${target}:`, 'm'));
});
