/**
 * `make kube-deploy OVERLAY=k8s/overlays/prod TAG=…`: migrations first, then one app after the other; at the first that
 * does not become ready the command fails, and what it changed is rolled back. DIGESTS names a file of `{ app-id: sha256:… }`.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { Failure } from '../../up/src/process/failure.ts';
import { apply, kubectl, tryKubectl } from '../kubectl.ts';
import { rolledOut } from '../local/start.ts';
import { apps, appsNamespace, root } from '../places.ts';
import { partsOf } from './parts.ts';
import { imagesOf, type Version } from './versions.ts';

const { OVERLAY = '', REGISTRY = '', TAG = '', DIGESTS = '' } = process.env;
const inApps = ['-n', appsNamespace];

function readVersion(): Version {
  if (TAG === '') throw new Failure('Say which version: TAG=1.2.3');
  const registry = REGISTRY.replace(/([^/])$/, '$1/');
  if (DIGESTS === '') return { registry, tag: TAG };
  const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);
  const digests = z.record(z.string(), digest).safeParse(JSON.parse(readFileSync(DIGESTS, 'utf8')));
  if (!digests.success) throw new Failure(`${DIGESTS} is no JSON object of app-ids and sha256:… digests`);
  return { registry, tag: TAG, digests: digests.data };
}

/** Lays the version over a folder of the overlay, by kustomize's own means, and gives the folder to apply. */
async function versioned(folder: string, name: string, version: Version): Promise<string> {
  const source = join(root, folder);
  if (!existsSync(join(source, 'kustomization.yaml')))
    throw new Failure(`OVERLAY: there is no ${folder}/kustomization.yaml`);
  const images = imagesOf(await kubectl(['kustomize', source]), version);
  if (images.length === 0) throw new Failure(`${folder} runs none of our images`);
  const target = join(root, '.run/k8s/deploy', name);
  mkdirSync(target, { recursive: true });
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [relative(target, source)],
    images,
  };
  writeFileSync(join(target, 'kustomization.yaml'), `${JSON.stringify(kustomization, undefined, 2)}\n`);
  return target;
}

async function migrate(folder: string): Promise<void> {
  // A job cannot be changed: the last version's goes.
  await kubectl([...inApps, 'delete', '-k', folder, '--ignore-not-found']);
  await kubectl(['apply', '-k', folder]);
  const done = await tryKubectl([
    ...inApps,
    'wait',
    '--for=condition=complete',
    'job',
    '--all',
    '--timeout=600s',
  ]);
  if (done.status === 0) return;
  const { out } = await tryKubectl([
    ...inApps,
    'logs',
    '--tail=20',
    '-l',
    'app.kubernetes.io/name=migration',
  ]);
  throw new Failure(`Migrations did not end; nothing else was changed.\n${done.err}${out}`);
}

/** Revision of each app's Deployment; empty where there is none yet. */
async function revisions(): Promise<Map<string, string>> {
  const path = 'jsonpath={.metadata.annotations.deployment\\.kubernetes\\.io/revision}';
  const of = (app: string) => tryKubectl([...inApps, 'get', 'deployment', app, '-o', path]);
  return new Map(await Promise.all(apps.map(async app => [app, (await of(app)).out.trim()] as const)));
}

/** Only what this roll-out changed goes back, callers first; on a first one it stays as it is, for somebody to look at. */
async function rollBack(before: ReadonlyMap<string, string>): Promise<void> {
  const after = await revisions();
  for (const app of apps.toReversed()) {
    const revision = before.get(app) ?? '';
    if (revision === '' || revision === after.get(app)) continue;
    await kubectl([...inApps, 'rollout', 'undo', `deployment/${app}`, `--to-revision=${revision}`]);
    await rolledOut(appsNamespace, `deployment/${app}`);
  }
}

/** One app after the other, so that a small cluster need not hold two of each at once. */
async function rollOut(overlay: string): Promise<void> {
  const { rest, deployments } = partsOf(await kubectl(['kustomize', overlay]));
  const before = await revisions();
  await apply(...rest);
  try {
    for (const { app, manifest } of deployments) {
      console.log(`  ${app}`);
      await apply(manifest);
      await rolledOut(appsNamespace, `deployment/${app}`);
    }
  } catch (error) {
    console.error('Rolling back');
    await rollBack(before);
    throw error;
  }
}

try {
  const version = readVersion();
  const migrations = await versioned(`${OVERLAY}/migrations`, 'migrations', version);
  const overlay = await versioned(OVERLAY, 'apps', version);
  console.log(`Migrations of ${version.tag}`);
  await migrate(migrations);
  console.log('Apps');
  await rollOut(overlay);
  console.log(`${version.tag} is rolled out`);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
