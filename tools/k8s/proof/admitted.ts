import { kubectl } from '../kubectl.ts';
import { appsNamespace } from '../places.ts';
import { type Check, must } from './check.ts';
import { proofOverlay } from './overlay.ts';

const dryRun = async (folder: string): Promise<string[]> =>
  (await kubectl(['apply', '--dry-run=server', '-k', folder, '-o', 'name'])).trim().split('\n');

/** Jobs that are there cannot be changed, not even by a dry run. */
const forgetMigrations = (): Promise<string> =>
  kubectl(['-n', appsNamespace, 'delete', 'jobs', '--all', '--ignore-not-found']);

/** admitted: the API server takes every object, Dapr's by Dapr's own definitions. */
export const admitted: Check = {
  name: 'every object of the overlays is admitted by the API server',
  async run() {
    await forgetMigrations();
    const seen = [];
    for (const folder of [
      proofOverlay,
      'k8s/overlays/local/migrations',
      'k8s/overlays/prod',
      'k8s/overlays/prod/migrations',
    ]) {
      const names = await dryRun(folder);
      const dapr = names.filter(name => name.includes('.dapr.io/'));
      seen.push(`${folder}: ${String(names.length)}, ${String(dapr.length)} of Dapr`);
    }
    return seen.join('; ');
  },
};

const privileged = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'privileged', namespace: appsNamespace },
  spec: { containers: [{ name: 'app', image: 'none', securityContext: { privileged: true } }] },
};

/** restricted: Pod Security refuses what asks for more than the apps have. */
export const restricted: Check = {
  name: 'Pod Security `restricted` is enforced, and the apps pass it',
  async run() {
    const path = 'jsonpath={.metadata.labels.pod-security\\.kubernetes\\.io/enforce}';
    const level = await kubectl(['get', 'namespace', appsNamespace, '-o', path]);
    must(level === 'restricted', `the namespace enforces ${level}`);
    const refusal = await kubectl(['create', '--dry-run=server', '-f', '-'], JSON.stringify(privileged)).then(
      () => undefined,
      (error: unknown) => (error as Error).message,
    );
    must(refusal?.includes('violates PodSecurity "restricted') === true, 'a privileged pod is refused');
    return 'a privileged pod: violates PodSecurity "restricted"';
  },
};
