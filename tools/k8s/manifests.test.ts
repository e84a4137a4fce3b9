import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readResources } from '../up/src/platform/resources.ts';
import { readRunFile } from '../up/src/platform/run-file.ts';
import { apps, root } from './places.ts';
import { render } from './render.ts';

interface Container {
  env?: { name: string; valueFrom?: { secretKeyRef: { name: string } } }[];
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> };
  startupProbe?: object;
  livenessProbe?: object;
  readinessProbe?: object;
  ports: { name: string; containerPort: number }[];
  securityContext?: object;
}
interface Deployment {
  spec: {
    template: {
      metadata: { annotations: Record<string, string> };
      spec: { containers: [Container]; securityContext?: object; automountServiceAccountToken?: boolean };
    };
  };
}
interface Policy {
  kind: string;
  metadata: { name: string };
  spec: { ingress?: { from?: Peer[]; ports?: { port: number }[] }[] };
}
interface Peer {
  podSelector?: { matchLabels?: Record<string, string> };
}

const read = (file: string): unknown[] =>
  parseAllDocuments(readFileSync(join(root, file), 'utf8')).map(one => one.toJS() as unknown);
const deploymentIn = (file: string) => read(file)[0] as Deployment;
const objects = (file: string) => read(file) as { kind: string; metadata: { name: string } }[];

const run = new Map(readRunFile(root).apps.map(app => [app.appID, app]));
const common = deploymentIn('k8s/base/common/deployment.yaml').spec.template;
const deployment = (app: string) => deploymentIn(`k8s/base/${app}/deployment.yaml`).spec.template;
const yamlFiles = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.yaml'))
    .map(name => `${folder}/${name}`);

test('the Dapr resources of the cluster are those of components/', () => {
  for (const [file, text] of render(root))
    expect([file, readFileSync(join(root, file), 'utf8')]).toEqual([file, text]);
  const { resources } = (read('k8s/base/dapr/kustomization.yaml') as { resources: string[] }[])[0] ?? {
    resources: [],
  };
  const names = resources
    .flatMap(file => objects(`k8s/base/dapr/${file}`))
    .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  const folders = [...new Set([...run.values()].flatMap(({ resourcesPaths }) => resourcesPaths ?? []))];
  const local = readResources(root, folders).map(({ kind, name }) => `${kind} ${name}`);
  expect(names).toEqual(expect.arrayContaining(local));
  expect(names).toEqual(expect.arrayContaining([...run.keys()].map(app => `Configuration ${app}`)));
});

test('every app of dapr.yaml is there', () => {
  expect([...run.keys()].sort()).toEqual([...apps].sort());
});

describe.each(apps)('%s', app => {
  const { metadata, spec } = deployment(app);
  const [container] = spec.containers;

  test('has the ports and health checks of dapr.yaml', () => {
    const own = run.get(app);
    const annotations = { ...common.metadata.annotations, ...metadata.annotations };
    const wanted = {
      'app-id': app,
      'app-port': own?.appPort,
      'app-protocol': own?.appProtocol,
      'enable-app-health-check': own?.enableAppHealthCheck,
      'app-health-check-path': own?.appHealthCheckPath,
      'app-health-probe-interval': own?.appHealthProbeInterval,
      'app-health-threshold': own?.appHealthThreshold,
      config: app,
    };
    for (const [name, value] of Object.entries(wanted))
      expect([name, annotations[`dapr.io/${name}`]]).toEqual([
        name,
        value === undefined ? undefined : String(value),
      ]);
    expect(container.ports.find(({ name }) => name === 'app')?.containerPort).toBe(own?.appPort);
  });

  test('is probed, bounded, and knows its two tokens from the Secrets that its sidecar has', () => {
    for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'] as const)
      expect(container[probe]).toBeDefined();
    expect(container.resources?.requests).toMatchObject({
      cpu: expect.any(String),
      memory: expect.any(String),
    });
    expect(container.resources?.limits).toHaveProperty('memory');
    const secrets = (container.env ?? []).map(({ name, valueFrom }) => [name, valueFrom?.secretKeyRef.name]);
    expect(secrets).toEqual([
      ['DAPR_API_TOKEN', metadata.annotations['dapr.io/api-token-secret']],
      ['APP_API_TOKEN', metadata.annotations['dapr.io/app-token-secret']],
    ]);
  });

  test('takes calls of the sidecars that access control names, and of no others', () => {
    interface Rules {
      spec: { accessControl: { policies?: { appId: string }[] } };
    }
    const [rules] = read(`components/access-control/${app}.yaml`) as [Rules];
    const { policies = [] } = rules.spec.accessControl;
    const [policy] = read(`k8s/base/${app}/network-policy.yaml`) as [Policy];
    const { ingress = [] } = policy.spec;
    const callers = ingress
      .filter(({ ports }) => ports?.some(({ port }) => port === 50_002))
      .flatMap(({ from }) => from ?? [])
      .map(({ podSelector }) => podSelector?.matchLabels?.['app.kubernetes.io/name']);
    // Actors of workflow are reached by its other replicas.
    const wanted = [...policies.map(({ appId }) => appId), ...(app === 'workflow' ? ['workflow'] : [])];
    expect(callers.sort()).toEqual(wanted.sort());
  });
});

test('all pods keep to Pod Security `restricted`, and none has a token of Kubernetes', () => {
  const pods = [common.spec, deploymentIn('k8s/overlays/local/stores/pod/pod.yaml').spec.template.spec];
  pods.push(...(read('k8s/migrations/jobs.yaml') as Deployment[]).map(({ spec }) => spec.template.spec));
  for (const pod of pods) {
    expect(pod).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    });
    for (const { securityContext } of pod.containers)
      expect(securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
  }
});

test('network policies name only what there is', () => {
  const labels = (value: unknown): string[] => {
    if (value === null || typeof value !== 'object') return [];
    const own = value as Record<string, unknown>;
    const name = own['app.kubernetes.io/name'];
    const listed = own['key'] === 'app.kubernetes.io/name' ? (own['values'] as string[]) : [];
    return [...(typeof name === 'string' ? [name] : []), ...listed, ...Object.values(own).flatMap(labels)];
  };
  const policies = yamlFiles('k8s')
    .flatMap(objects)
    .filter(({ kind }) => kind === 'NetworkPolicy') as Policy[];
  expect(policies.length).toBeGreaterThan(20);
  const stores = ['postgres', 'redis', 'vault', 'ferretdb', 'rabbitmq', 'sandbox'];
  const known = [...apps, ...stores, 'migration', 'prometheus'];
  for (const { metadata, spec } of policies) {
    const unknown = labels(spec).filter(name => !known.includes(name));
    expect([metadata.name, unknown]).toEqual([metadata.name, []]);
  }
});
