import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Document, parseDocument } from 'yaml';
import { layOver, readOverlays } from '../up/src/platform/overlays.ts';

/** namespace of the apps: rules of access name it, as certificates do. */
export const namespace = 'neighbourhood';

/** What stands for an address or a file of one machine; overlays write their own addresses over the first three. */
const places: readonly (readonly [here: string, there: string])[] = [
  ['127.0.0.1:6390', 'redis:6379'],
  ['127.0.0.1:5680', 'rabbitmq:5672'],
  ['http://127.0.0.1:8210', 'http://vault:8200'],
  ['.run/vault/tokens/{appID}', '/var/run/vault/token'],
];

/** Which components a cluster has, as `resourcesPaths` of dapr.yaml says for one machine. */
const folders = ['components/common', 'components/pubsub-redis', 'components/secretstore-vault'];

const base = 'k8s/base/dapr';

/**
 * render gives every Dapr resource of the cluster, made of the files of `components/`, by the path of its file. A
 * sidecar in a cluster has one Configuration: its own with discovery and access control in it.
 */
export function render(root: string): Map<string, string> {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');
  const yamls = (folder: string): string[] =>
    readdirSync(join(root, folder))
      .filter(name => name.endsWith('.yaml'))
      .map(name => `${folder}/${name}`);
  const files = new Map<string, string>();
  for (const file of folders.flatMap(yamls))
    files.set(`${base}/${file.split('/').at(-1) ?? ''}`, made([file], moved(read(file))));
  for (const file of yamls('components/configuration')) {
    const app = file.split('/').at(-1) ?? '';
    const rights = `components/access-control/${app}`;
    const discovery = 'components/discovery-kubernetes/configuration.yaml';
    const text = configuration(read(file), read(rights), read(discovery));
    files.set(`${base}/configuration-${app}`, made([file, rights, discovery], text));
  }
  const names = [...files.keys()].map(file => file.slice(base.length + 1)).sort();
  files.set(`${base}/kustomization.yaml`, made([], kustomization('Kustomization', 'resources', names)));

  const rules = 'k8s/observability/rules/neighbourhood.yaml';
  files.set('k8s/observability/operator/prometheus-rule.yaml', made([rules], prometheusRule(read(rules))));

  // What else may be chosen, laid over the base.
  const rabbitmq = 'components/pubsub-rabbitmq/pubsub.yaml';
  const tls = readOverlays(root, 'components/tls');
  const encrypted = [...files].filter(([, text]) => /^ {2}type: \w+\.redis$/m.test(text));
  const optional: Record<string, Map<string, string>> = {
    'k8s/components/pubsub-rabbitmq': new Map([['pubsub.yaml', made([rabbitmq], moved(read(rabbitmq)))]]),
    'k8s/components/tls-redis': new Map(
      encrypted.map(([file, text]) => [file.split('/').at(-1) ?? '', layOver(text, tls)]),
    ),
  };
  for (const [folder, patches] of Object.entries(optional)) {
    for (const [name, text] of patches) files.set(`${folder}/${name}`, text);
    const paths = [...patches.keys()].sort().map(path => ({ path }));
    files.set(`${folder}/kustomization.yaml`, made([], kustomization('Component', 'patches', paths)));
  }
  return files;
}

/** The operator's object holds what Prometheus' own file does. */
function prometheusRule(rules: string): string {
  const head =
    'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: neighbourhood\nspec:\n';
  return head + rules.slice(rules.indexOf('groups:')).replace(/^(?=.)/gm, '  ');
}

function kustomization(kind: 'Kustomization' | 'Component', key: string, items: readonly unknown[]): string {
  const version = kind === 'Component' ? 'v1alpha1' : 'v1beta1';
  const lines = items.map(item =>
    typeof item === 'string' ? `  - ${item}` : `  - ${pairs(item as object)}`,
  );
  return `apiVersion: kustomize.config.k8s.io/${version}\nkind: ${kind}\n${key}:\n${lines.join('\n')}\n`;
}

const pairs = (item: object): string =>
  Object.entries(item)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(', ');

function made(from: readonly string[], text: string): string {
  const of = from.length === 0 ? '' : ` from ${from.join(', ')}: edit it there`;
  return `# Made by \`make k8s\`${of}.\n${text}`;
}

function moved(text: string): string {
  return places.reduce((so, [here, there]) => so.replaceAll(here, there), text);
}

function configuration(own: string, rights: string, discovery: string): string {
  const document = parseDocument(own);
  const part = (text: string, key: string): unknown => parseDocument(text).getIn(['spec', key], true);
  // With what is said about that of one machine.
  document.deleteIn(['spec', 'nameResolution']);
  document.setIn(['spec', 'nameResolution'], part(discovery, 'nameResolution'));
  document.setIn(['spec', 'accessControl'], part(rights, 'accessControl'));
  inNamespace(document);
  return document.toString({ lineWidth: 0 });
}

function inNamespace(document: Document): void {
  const path = ['spec', 'accessControl', 'policies'];
  const count = ((document.toJS() as Spec).spec.accessControl.policies ?? []).length;
  for (let at = 0; at < count; at += 1) document.setIn([...path, at, 'namespace'], namespace);
}

interface Spec {
  spec: { accessControl: { policies?: unknown[] } };
}
