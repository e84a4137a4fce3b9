import { kubectl, tryKubectl } from '../kubectl.ts';
import { appsNamespace } from '../places.ts';

/** Pod is what the proof looks at of one. */
export interface Pod {
  name: string;
  namespace: string;
  ip: string;
  /** Of app and sidecar, by their names. */
  containers: { name: string; ready: boolean; restarts: number; image: string }[];
  labels: Record<string, string>;
}

interface Raw {
  metadata: { name: string; namespace: string; labels?: Record<string, string>; deletionTimestamp?: string };
  status: {
    podIP?: string;
    phase: string;
    containerStatuses?: { name: string; ready: boolean; restartCount: number; image: string }[];
  };
}

/** podsOf lists the pods with a label that run and are not about to end. */
export async function podsOf(namespace: string, selector: string): Promise<Pod[]> {
  const out = await kubectl(['-n', namespace, 'get', 'pods', '-l', selector, '-o', 'json']);
  return (JSON.parse(out) as { items: Raw[] }).items
    .filter(({ metadata, status }) => metadata.deletionTimestamp === undefined && status.phase === 'Running')
    .map(({ metadata, status }) => ({
      name: metadata.name,
      namespace: metadata.namespace,
      ip: status.podIP ?? '',
      labels: metadata.labels ?? {},
      containers: (status.containerStatuses ?? []).map(({ name, ready, restartCount, image }) => ({
        name,
        ready,
        restarts: restartCount,
        image,
      })),
    }));
}

/** podOf gives one pod of an app. */
export async function podOf(app: string, namespace: string = appsNamespace): Promise<Pod> {
  const [pod] = await podsOf(namespace, `app.kubernetes.io/name=${app}`);
  if (pod === undefined) throw new Error(`no pod of ${app} runs`);
  return pod;
}

/** inPod runs JavaScript with the Node of an app's image, in the app's container, and gives what it printed. */
export async function inPod(pod: Pod, script: string): Promise<string> {
  const where = ['-n', pod.namespace, 'exec', pod.name, '-c', 'app', '--'];
  const { status, out, err } = await tryKubectl([
    ...where,
    '/nodejs/bin/node',
    '--input-type=module',
    '-e',
    script,
  ]);
  if (status !== 0) throw new Error(`${pod.name}: ${err.trim().slice(-400)}`);
  return out.trim();
}
