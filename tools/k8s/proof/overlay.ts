import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appsNamespace, localOverlay, root, storesNamespace } from '../places.ts';
import { type Place, nodePorts } from './place.ts';

/** proofOverlay is where the overlay is written that the proof applies: `local` with the chosen broker and the addresses of this cluster. */
export const proofOverlay = '.run/k8s/proof';

/** writeOverlay lays the addresses of this machine and cluster over the overlay `local`, by kustomize's own means. */
export function writeOverlay(place: Place): void {
  const callback = `${place.gateway}/api/v1/connections/callback`;
  const settings = (name: string, namespace: string, values: Record<string, string>): object => ({
    name,
    namespace,
    behavior: 'merge',
    literals: Object.entries(values).map(([key, value]) => `${key}=${value}`),
  });
  const nodePort = (name: string, port: number): object => ({
    target: { kind: 'Service', name },
    patch: JSON.stringify([
      { op: 'add', path: '/spec/type', value: 'NodePort' },
      { op: 'add', path: '/spec/ports/0/nodePort', value: port },
    ]),
  });
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    resources: [`../../../${localOverlay}`],
    configMapGenerator: [
      settings('gateway-settings', appsNamespace, {
        NH_SERVER__PUBLIC_URL: place.gateway,
        // The load of the proof is one user's.
        NH_LIMITS__USER__CAPACITY: '100000',
        NH_LIMITS__WORKSPACE__CAPACITY: '100000',
        NH_LIMITS__EXECUTIONS__CAPACITY: '100000',
      }),
      settings('integration-settings', appsNamespace, {
        NH_PUBLIC_URL: place.gateway,
        NH_CATALOGUE__BROWSER_URLS__SANDBOX: place.sandbox,
      }),
      settings('workflow-settings', appsNamespace, { NH_PUBLIC_URL: place.gateway }),
      settings('sandbox', storesNamespace, {
        SANDBOX_PUBLIC_URL: place.sandbox,
        SANDBOX_REDIRECT_URI: callback,
      }),
    ],
    patches: [
      nodePort('gateway', nodePorts.gateway),
      nodePort('sandbox', nodePorts.sandbox),
      {
        target: { kind: 'NetworkPolicy', name: 'demo-listener' },
        patch: JSON.stringify([
          { op: 'replace', path: '/spec/egress/0/to/0/ipBlock/cidr', value: `${place.machine}/32` },
        ]),
      },
    ],
  };
  const folder = join(root, proofOverlay);
  mkdirSync(folder, { recursive: true });
  // JSON is YAML.
  writeFileSync(join(folder, 'kustomization.yaml'), `${JSON.stringify(kustomization, undefined, 2)}\n`);
}
