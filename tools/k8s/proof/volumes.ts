import { statSync } from 'node:fs';
import { join } from 'node:path';
import { apply, kubectl, kubectlFile } from '../kubectl.ts';
import { storesNamespace } from '../places.ts';

interface Container {
  name: string;
  volumeMounts: { name: string; mountPath: string }[];
}
interface Store {
  metadata: { name: string };
  spec: {
    template: { spec: { containers: [Container]; volumes?: object[] } };
    volumeClaimTemplates: [{ spec: object }];
  };
}

/** VolumeCopy is the archive of what one store has on disk. */
export interface VolumeCopy {
  store: Store;
  file: string;
  bytes: number;
}

const inStores = ['-n', storesNamespace];
const claimOf = ({ metadata: { name } }: Store): string => `data-${name}-0`;

/**
 * copyVolumes stops the stores, so that what lies on disk is whole, and copies it into a folder. It stands for what a
 * cloud does by snapshots, and each database by its own means while it runs.
 */
export async function copyVolumes(folder: string): Promise<VolumeCopy[]> {
  const out = await kubectl([...inStores, 'get', 'statefulsets', '-o', 'json']);
  const stores = (JSON.parse(out) as { items: Store[] }).items;
  for (const { metadata } of stores) {
    await kubectl([...inStores, 'scale', `statefulset/${metadata.name}`, '--replicas=0']);
    const pod = `pod/${metadata.name}-0`;
    await kubectl([...inStores, 'wait', '--for=delete', pod, '--timeout=120s']);
  }
  const copies: VolumeCopy[] = [];
  for (const store of stores) {
    const file = join(folder, `${store.metadata.name}.tar`);
    await beside(store, 'tar -cf - $(ls -A)', { output: file });
    copies.push({ store, file, bytes: statSync(file).size });
  }
  return copies;
}

/** loseVolumes deletes what the stores have on disk. */
export async function loseVolumes(copies: readonly VolumeCopy[]): Promise<void> {
  const claims = copies.map(({ store }) => claimOf(store));
  await kubectl([...inStores, 'delete', 'pvc', ...claims, '--timeout=120s']);
}

/** restoreVolumes makes new volumes of the copies; the stores are still stopped. */
export async function restoreVolumes(copies: readonly VolumeCopy[]): Promise<void> {
  for (const { store, file } of copies) {
    const { spec } = store.spec.volumeClaimTemplates[0];
    const metadata = { name: claimOf(store), namespace: storesNamespace };
    await apply({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec });
    await beside(store, 'tar -xpf -', { input: file });
  }
}

/** Runs a command in the folder of a store's volume: in its own image, as its own user. */
async function beside(
  { metadata, spec }: Store,
  command: string,
  files: { input?: string; output?: string },
): Promise<void> {
  const name = `${metadata.name}-copy`;
  const { containers, volumes = [] } = spec.template.spec;
  const { readinessProbe: _, args: __, ...container } = containers[0] as Container & Record<string, unknown>;
  const folder = container.volumeMounts.find(mount => mount.name === 'data')?.mountPath ?? '';
  const claim = { name: 'data', persistentVolumeClaim: { claimName: `data-${metadata.name}-0` } };
  await apply({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: storesNamespace },
    spec: {
      ...spec.template.spec,
      terminationGracePeriodSeconds: 0,
      containers: [{ ...container, command: ['sleep', '3600'] }],
      volumes: [...volumes, claim],
    },
  });
  try {
    await kubectl([...inStores, 'wait', '--for=condition=Ready', `pod/${name}`, '--timeout=120s']);
    const run = ['exec', '-i', name, '--', 'sh', '-c', `cd ${folder} && ${command}`];
    await kubectlFile([...inStores, ...run], files);
  } finally {
    await kubectl([...inStores, 'delete', 'pod', name, '--now', '--ignore-not-found']);
  }
}
