import { execFile } from 'node:child_process';
import { mkdtemp, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { linterBinary } from '../tools/up/src/build/linters.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..');
const apps = ['auth', 'consent', 'gateway', 'integration', 'notification', 'workflow'];

interface Manifest {
  Name: string;
  ResourceDependencies: string[] | null;
  ImageTargets: object[] | null;
}

/** Evaluates the Tiltfile as `tilt up -- <args>` would, without a cluster. */
async function evaluate(...args: string[]) {
  const bin = await mkdtemp(path.join(tmpdir(), 'tilt-'));
  await symlink(await linterBinary('kustomize'), path.join(bin, 'kustomize'));
  const { stdout } = await run(await linterBinary('tilt'), ['alpha', 'tiltfile-result', '--', ...args], {
    cwd: root,
    maxBuffer: 50_000_000,
    env: {
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      HOME: bin,
      KUBECONFIG: '/dev/null',
      TILT_DISABLE_ANALYTICS: '1',
    },
  });
  return JSON.parse(stdout) as { Manifests: Manifest[]; Error: unknown; EnabledManifests: string[] | null };
}

test('the Tiltfile builds every app with live updates, after what it stands on', async () => {
  const { Manifests, Error } = await evaluate();
  expect(Error ?? null).toBeNull();
  const manifests = new Map(Manifests.map(manifest => [manifest.Name, manifest]));
  for (const app of apps) {
    expect(manifests.get(app)?.ResourceDependencies).toEqual(
      expect.arrayContaining(['stores', 'components']),
    );
    expect(JSON.stringify(manifests.get(app)?.ImageTargets)).toContain('"syncs":');
  }
  for (const name of ['stores', 'components'])
    expect(manifests.get(name)?.ResourceDependencies).toEqual(['dapr']);
});

test('a build gets every package.json that the Dockerfile wants, and nothing is deployed that Tilt would break', async () => {
  const yaml = JSON.stringify((await evaluate()).Manifests);
  const dockerfile = await readFile(path.join(root, 'tools/images/Dockerfile'), 'utf8');
  const wanted = [...dockerfile.matchAll(/^COPY ((?:tools|test)\S*package\.json)/gm)].map(([, file]) => file);
  expect(wanted.length).toBeGreaterThan(2);
  for (const file of wanted) expect(yaml).toContain(`!${file}`);
  // What Tilt knows nothing of, it leaves out; and it labels pods, so that servers would start again.
  expect(yaml).not.toMatch(/preStop|kind: StatefulSet/);
});

test('another broker is one word, and a wrong one is told', async () => {
  const yaml = JSON.stringify((await evaluate('--broker=rabbitmq')).Manifests);
  expect(yaml).toContain('pubsub.rabbitmq');
  expect(JSON.stringify((await evaluate()).Manifests)).not.toContain('pubsub.rabbitmq');
  await expect(evaluate('--broker=pigeons')).rejects.toThrow('--broker is redis or rabbitmq, not pigeons');
});
