import { kubectl } from '../kubectl.ts';
import { apps, appsNamespace } from '../places.ts';
import { type Check, must } from './check.ts';
import { podsOf } from './pods.ts';

/** injected: each pod has its app and the sidecar that Dapr's injector put there, both ready. */
export const injected: Check = {
  name: 'every app pod is 2/2, its sidecar put there by Dapr’s injector',
  async run() {
    const pods = await podsOf(appsNamespace, 'dapr.io/sidecar-injected=true');
    for (const app of apps) {
      const own = pods.filter(({ labels }) => labels['app.kubernetes.io/name'] === app);
      must(own.length > 0, `${app} has a pod with a sidecar`);
      for (const { name, containers } of own) {
        const ready = containers.filter(one => one.ready).map(one => one.name);
        must(ready.sort().join() === 'app,daprd', `${name}: app and daprd are ready, not ${ready.join()}`);
      }
    }
    const restarts = pods.flatMap(({ containers }) => containers).reduce((sum, one) => sum + one.restarts, 0);
    const image = pods[0]?.containers.find(({ name }) => name === 'daprd')?.image ?? '';
    return `${String(pods.length)} pods, ${image}, ${String(restarts)} restarts`;
  },
};

const found = async (pattern: RegExp): Promise<number> => {
  const pods = await podsOf(appsNamespace, 'dapr.io/sidecar-injected=true');
  const logs = await Promise.all(
    pods.map(({ name }) => kubectl(['-n', appsNamespace, 'logs', name, '-c', 'daprd'])),
  );
  pods.forEach(({ name }, at) => {
    must(pattern.test(logs[at] ?? ''), `the sidecar of ${name} says ${String(pattern)}`);
  });
  return pods.length;
};

/** secured: certificates come from Dapr's Sentry. That an app would not start without mTLS is its own affair. */
export const secured: Check = {
  name: 'mTLS is on: each sidecar has a certificate of Sentry, and no app starts without',
  async run() {
    const path = 'jsonpath={.spec.mtls.enabled}';
    must(
      (await kubectl(['-n', 'dapr-system', 'get', 'configuration', 'daprsystem', '-o', path])) === 'true',
      'Dapr’s own configuration has mTLS',
    );
    const count = await found(/Security is initialized successfully/);
    return `${String(count)} sidecars; NH_MTLS__REQUIRED=true`;
  },
};

/** resolved: names are those of Kubernetes. */
export const resolved: Check = {
  name: 'sidecars find each other by Kubernetes’ names',
  run: async () => `${String(await found(/name resolution to kubernetes/i))} sidecars: kubernetes`,
};

/** scaling: each autoscaler knows its metric. */
export const scaling: Check = {
  name: 'every HorizontalPodAutoscaler reads its metric',
  async run() {
    await kubectl([
      ...['-n', appsNamespace, 'wait', '--for=condition=ScalingActive', 'hpa', '--all', '--timeout=180s'],
    ]);
    const path =
      'jsonpath={range .items[*]}{.metadata.name} {.status.currentMetrics[0].resource.current.averageUtilization}% {end}';
    return (await kubectl(['-n', appsNamespace, 'get', 'hpa', '-o', path])).trim();
  },
};
