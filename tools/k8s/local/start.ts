import { join } from 'node:path';
import { Failure } from '../../up/src/process/failure.ts';
import { kubectl, tryKubectl } from '../kubectl.ts';
import { apps, appsNamespace, broker, localOverlay, root, storesNamespace } from '../places.ts';
import { makeDatabases } from './databases.ts';
import { makeStoreSecrets } from './store-secrets.ts';
import { fillVault } from './vault.ts';

const overlay = 'k8s/overlays/local';
const path = (folder: string): string => join(root, folder);

/** startStores brings up what the apps stand on, and everything that has to be in it; each step is told. */
export async function startStores(say: (line: string) => void): Promise<void> {
  say('Namespaces, stores and their passwords');
  for (const file of ['base/namespace.yaml', 'overlays/local/stores/namespace.yaml'])
    await kubectl(['apply', '-f', path(join('k8s', file))]);
  const passwords = await makeStoreSecrets();
  await kubectl(['apply', '-k', path(`${overlay}/stores`)]);
  if (broker === 'rabbitmq') await kubectl(['apply', '-k', path(`${localOverlay}/server`)]);
  const stores = ['postgres', 'redis', 'vault', ...(broker === 'rabbitmq' ? ['rabbitmq'] : [])];
  for (const name of stores) await rolledOut(storesNamespace, `statefulset/${name}`);

  say('Databases and roles; Vault: secrets, policies, tokens');
  const urls = await makeDatabases(passwords.superuser);
  await fillVault({ ...urls, ...passwords.secrets });
}

/** start brings the platform up by an overlay: stores, then migrations, then the apps. */
export async function start(folder: string, say: (line: string) => void): Promise<void> {
  await startStores(say);
  say('Migrations');
  await kubectl([
    '-n',
    appsNamespace,
    'delete',
    'jobs',
    '-l',
    'app.kubernetes.io/part-of=neighbourhood',
    '--ignore-not-found',
  ]);
  await kubectl(['apply', '-k', path(`${overlay}/migrations`)]);
  await kubectl(['-n', appsNamespace, 'wait', '--for=condition=complete', 'job', '--all', '--timeout=300s']);

  say('Apps');
  await kubectl(['apply', '-k', path(folder)]);
  for (const name of ['ferretdb', 'sandbox']) await rolledOut(storesNamespace, `deployment/${name}`);
  await Promise.all(apps.map(app => rolledOut(appsNamespace, `deployment/${app}`)));
}

/** rolledOut waits until the newest version of a workload is ready; where it never is, its pods say why. */
export async function rolledOut(namespace: string, workload: string, seconds = 420): Promise<void> {
  const args = ['-n', namespace, 'rollout', 'status', workload, `--timeout=${String(seconds)}s`];
  const { status, err } = await tryKubectl(args);
  if (status === 0) return;
  const pods = await tryKubectl(['-n', namespace, 'get', 'pods', '-o', 'wide']);
  const events = await tryKubectl(['-n', namespace, 'get', 'events', '--sort-by=.lastTimestamp']);
  const last = events.out.trim().split('\n').slice(-15).join('\n');
  throw new Failure(`${workload}: ${err.trim()}\n${pods.out}\n${last}`);
}
