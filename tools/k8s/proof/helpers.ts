import { apply, kubectl } from '../kubectl.ts';
import { appsNamespace } from '../places.ts';
import { type Pod, podOf } from './pods.ts';

/** Pods beside the platform, of an image that is there: each listens on 8080 and does nothing. */
const helpers = {
  /** In the apps' namespace, and no app. */
  stranger: appsNamespace,
  /** Where no policy holds. */
  outsider: 'default',
  /** Where Prometheus would be. */
  scraper: 'monitoring',
} as const;

/** Helper is one of those pods. */
export type Helper = keyof typeof helpers;

/** withHelpers makes them for one piece of work. */
export async function withHelpers<T>(work: (pods: Record<Helper, Pod>) => Promise<T>): Promise<T> {
  await apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring' } });
  const names = Object.entries(helpers) as [Helper, string][];
  try {
    for (const [name, namespace] of names) await apply(pod(name, namespace));
    for (const [name, namespace] of names)
      await kubectl(['-n', namespace, 'wait', '--for=condition=Ready', `pod/${name}`, '--timeout=90s']);
    const pods = await Promise.all(
      names.map(async ([name, namespace]) => [name, await podOf(name, namespace)] as const),
    );
    return await work(Object.fromEntries(pods) as Record<Helper, Pod>);
  } finally {
    for (const [name, namespace] of names)
      await kubectl(['-n', namespace, 'delete', 'pod', name, '--ignore-not-found', '--now', '--wait=false']);
  }
}

function pod(name: Helper, namespace: string): object {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, labels: { 'app.kubernetes.io/name': name } },
    spec: {
      automountServiceAccountToken: false,
      terminationGracePeriodSeconds: 0,
      securityContext: { runAsNonRoot: true, runAsUser: 65_532, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          name: 'app',
          image: 'localhost/neighbourhood/consent:dev',
          args: ['-e', "require('node:net').createServer().listen(8080)"],
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ['ALL'] },
          },
          readinessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 1 },
        },
      ],
    },
  };
}
