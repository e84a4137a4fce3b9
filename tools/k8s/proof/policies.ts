import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { kubectl, tryKubectl } from '../kubectl.ts';
import { apps, appsNamespace, broker, storesNamespace } from '../places.ts';
import { type Check, must } from './check.ts';
import { type Helper, withHelpers } from './helpers.ts';
import { type Place, nodePorts } from './place.ts';
import { type Pod, inPod, podOf } from './pods.ts';
import { type Way, publicWays, rabbitmqWays, ways } from './ways.ts';

const rabbitmq = broker === 'rabbitmq';
const stores = ['postgres', 'redis', 'vault', 'ferretdb', 'sandbox', ...(rabbitmq ? ['rabbitmq'] : [])];
const controlPlane = [
  'dapr-sentry',
  'dapr-operator',
  'dapr-placement-server',
  'dapr-scheduler-server',
  'dapr-sidecar-injector',
];

/** policies: each way of ways.ts is tried from the pods themselves, and no policy is left out. */
export const policies: Check = {
  name: 'every NetworkPolicy lets through what it names, and nothing else',
  async run({ place, say }) {
    const wanted = [
      ...ways,
      ...(rabbitmq ? rabbitmqWays : []),
      ...(place.beyond === undefined ? [] : publicWays),
    ];
    if (place.beyond === undefined)
      say(
        '  (skipped: what is public, on 443: PROOF_BEYOND names no address that this machine may listen on)',
      );
    await everyPolicyIsIn(wanted);
    const listening = [await listen(place.machine, nodePorts.listener)];
    if (place.beyond !== undefined)
      listening.push(await listen(place.beyond, 443), await listen(place.beyond, 80));
    try {
      return await withHelpers(helpers => tryAll(wanted, helpers, place));
    } finally {
      for (const server of listening) server.close();
    }
  },
};

async function everyPolicyIsIn(wanted: readonly Way[]): Promise<void> {
  for (const [word, namespace] of [
    ['apps', appsNamespace],
    ['stores', storesNamespace],
  ] as const) {
    const out = await kubectl([
      '-n',
      namespace,
      'get',
      'networkpolicies',
      '-o',
      'jsonpath={.items[*].metadata.name}',
    ]);
    for (const name of out.split(' ')) {
      const own = wanted.filter(({ policy }) => policy === `${word}/${name}`);
      must(
        own.some(({ open }) => open) && own.some(({ open }) => !open),
        `ways of the policy ${word}/${name}`,
      );
    }
  }
}

async function listen(host: string, port: number): Promise<Server> {
  const server = createServer(socket => socket.destroy());
  server.listen(port, host);
  await once(server, 'listening');
  return server;
}

async function tryAll(wanted: readonly Way[], helpers: Record<Helper, Pod>, place: Place): Promise<string> {
  const pods: Record<string, Pod> = { ...helpers };
  for (const app of apps) pods[app] = await podOf(app);
  for (const store of stores) pods[store] = await podOf(store, storesNamespace);
  const addresses: Record<string, string> = {
    ...Object.fromEntries(Object.entries(pods).map(([name, { ip }]) => [name, ip])),
    dns: await address('kube-system', 'pods', 'k8s-app=kube-dns', '{.items[0].status.podIP}'),
    kubernetes: await address('default', 'services', 'component=apiserver', '{.items[0].spec.clusterIP}'),
    machine: place.machine,
    beyond: place.beyond ?? '',
  };
  for (const name of controlPlane)
    addresses[name] = await address('dapr-system', 'pods', `app=${name}`, '{.items[0].status.podIP}');

  const wrong: string[] = [];
  const bySource = Map.groupBy(wanted, ({ from }) => from);
  await Promise.all(
    [...bySource].map(async ([from, own]) => {
      const targets = own.map(({ to, port }) => ({
        host: addresses[to] ?? '',
        port: port === 0 ? nodePorts.listener : port,
      }));
      const pod = pods[from];
      must(pod !== undefined, `a pod of ${from}`);
      const found = await (stores.includes(from) ? fromStore : fromApp)(pod, targets);
      own.forEach(({ policy, to, port, open }, at) => {
        if (found[at] !== (open ? 'open' : 'silent'))
          wrong.push(`${policy}: ${from} → ${to}:${String(port)} is ${String(found[at])}`);
      });
    }),
  );
  must(wrong.length === 0, wrong.join('\n'));
  const open = wanted.filter(way => way.open).length;
  const names = new Set(wanted.map(({ policy }) => policy));
  return `${String(names.size)} policies: ${String(open)} ways open, ${String(wanted.length - open)} closed`;
}

const address = (namespace: string, kind: string, selector: string, path: string): Promise<string> =>
  kubectl(['-n', namespace, 'get', kind, '-l', selector, '-o', `jsonpath=${path}`]);

type Target = { host: string; port: number };

/** A refused connection reached its target all the same: only silence is the work of a policy. */
const script = (targets: readonly Target[]): string => `
  import { connect } from 'node:net';
  const look = target => new Promise(resolve => {
    const socket = connect(target);
    const end = found => { socket.destroy(); resolve(found); };
    socket.setTimeout(4000, () => end('silent'));
    socket.once('connect', () => end('open'));
    socket.once('error', error => end(error.code));
  });
  console.log(JSON.stringify(await Promise.all(${JSON.stringify(targets)}.map(look))));`;

const fromApp = async (pod: Pod, targets: readonly Target[]): Promise<string[]> =>
  JSON.parse(await inPod(pod, script(targets))) as string[];

/** The stores' containers have another name, and most no Node. */
async function fromStore(pod: Pod, targets: readonly Target[]): Promise<string[]> {
  const results = [];
  for (const { host, port } of targets) {
    const words =
      pod.labels['app.kubernetes.io/name'] === 'sandbox'
        ? ['/nodejs/bin/node', '--input-type=module', '-e', script([{ host, port }])]
        : ['timeout', '4', 'bash', '-c', `exec 3<>/dev/tcp/${host}/${String(port)} && echo '["open"]'`];
    const { status, out } = await tryKubectl([
      '-n',
      pod.namespace,
      'exec',
      pod.name,
      '-c',
      'store',
      '--',
      ...words,
    ]);
    results.push(status === 124 ? 'silent' : ((JSON.parse(out || '["refused"]') as string[])[0] ?? ''));
  }
  return results;
}
