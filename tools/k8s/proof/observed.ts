import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { kubectl } from '../kubectl.ts';
import { rolledOut } from '../local/start.ts';
import { apps, appsNamespace, root } from '../places.ts';
import { type Check, must } from './check.ts';

const folder = '.run/k8s/proof-observability';
const victim = 'deployment/notification';

interface Target {
  health: string;
  labels: { job: string; app: string };
}
interface Answer<T> {
  data: T;
}
interface Alert {
  state: string;
  labels: { alertname: string; app?: string };
}

/** observed scrapes everything by annotations with a Prometheus of its own, and sees the alert of an app that is gone. */
export const observed: Check = {
  name: 'Prometheus finds all apps and sidecars by their annotations, and alerts when an app is gone',
  async run({ say }) {
    const image = process.env['PROMETHEUS_IMAGE'] ?? 'prom/prometheus:v3.7.3';
    writePrometheus(image);
    await kubectl(['apply', '-k', folder]);
    await rolledOut('monitoring', 'deployment/prometheus');
    const targets = await eventually(allUp, {
      timeoutMs: 120_000,
      intervalMs: 2_000,
      what: 'all targets up',
    });
    say(`  ${targets}`);
    const unknown = await unknownNames();
    await kubectl(['-n', appsNamespace, 'scale', victim, '--replicas=0']);
    try {
      await eventually(async () => (await alerts()).includes('ServiceDown notification firing'), {
        timeoutMs: 240_000,
        intervalMs: 5_000,
        what: 'the alert ServiceDown of notification',
      });
    } finally {
      await kubectl(['-n', appsNamespace, 'scale', victim, '--replicas=1']);
      await rolledOut(appsNamespace, victim);
    }
    await eventually(async () => !(await alerts()).some(one => one.startsWith('ServiceDown')), {
      timeoutMs: 120_000,
      intervalMs: 5_000,
      what: 'an end of the alert',
    });
    await kubectl(['delete', '-k', folder, '--wait=false']);
    return `${targets}; ${unknown}; notification at 0 replicas: ServiceDown fires, and ends when it is back`;
  },
};

/** Debian's Prometheus, and so our stand-in, is built without the discovery of Kubernetes. */
function writePrometheus(image: string): void {
  const [newName, newTag] = image.split(/:(?=[^:/]*$)/);
  mkdirSync(join(root, folder), { recursive: true });
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: ['../../../k8s/observability/plain'],
    images: [{ name: 'prom/prometheus', newName, newTag }],
  };
  writeFileSync(join(root, folder, 'kustomization.yaml'), JSON.stringify(kustomization));
}

async function ask<T>(path: string): Promise<T> {
  const proxy = '/api/v1/namespaces/monitoring/services/prometheus:9090/proxy/api/v1/';
  return (JSON.parse(await kubectl(['get', '--raw', proxy + path])) as Answer<T>).data;
}

async function allUp(): Promise<string | undefined> {
  const { activeTargets } = await ask<{ activeTargets: Target[] }>('targets?state=active');
  const up = activeTargets.filter(({ health }) => health === 'up');
  const seen = (job: string) =>
    apps.filter(app => up.some(({ labels }) => labels.job === job && labels.app === app)).length;
  const all =
    up.length === activeTargets.length && seen('apps') === apps.length && seen('sidecars') === apps.length;
  return all ? `${String(up.length)} targets up` : undefined;
}

const alerts = async (): Promise<string[]> =>
  (await ask<{ alerts: Alert[] }>('alerts')).alerts.map(
    ({ state, labels }) => `${labels.alertname} ${labels.app ?? ''} ${state}`,
  );

/** What rules and dashboards ask a sidecar for is what sidecars tell. */
async function unknownNames(): Promise<string> {
  const names = await ask<string[]>('label/__name__/values');
  const wanted = [
    'dapr_runtime_workflow_execution_count',
    'outbox_events_waiting',
    'db_pool_connections_used',
  ];
  const missing = wanted.filter(name => !names.includes(name));
  must(missing.length === 0, `nobody tells ${missing.join(', ')}`);
  return `${String(names.length)} metrics`;
}
