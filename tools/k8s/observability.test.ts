import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Registry, collectDefaultMetrics } from 'prom-client';
import { parse } from 'yaml';
import { apps, root } from './places.ts';

const folder = 'k8s/observability';
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

/** What the sources register, and what Node's own collector does. */
const ours = (): Set<string> => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const files = globSync(['shared/**/*.ts', 'gateway/src/**/*.ts', 'services/*/src/**/*.ts'], { cwd: root })
    .map(read)
    .filter(text => text.includes("'prom-client'"));
  const named = files.flatMap(text => [...text.matchAll(/(?:\bname: |\bgauge\()'([a-z_]+)'/g)]);
  return new Set([
    ...registry.getMetricsAsArray().map(({ name }) => name),
    ...named.map(([, name]) => name!),
  ]);
};

/** Of Prometheus, the sidecar (as one of 1.16.0 answered), RabbitMQ and the exporter of Redis. */
const others = [
  'up',
  'dapr_resiliency_activations_total',
  'dapr_runtime_workflow_activity_execution_count',
  'dapr_runtime_workflow_execution_count',
  'dapr_runtime_workflow_execution_latency',
  'rabbitmq_queue_messages_ready',
  'redis_stream_group_lag',
];

interface Rules {
  groups: { rules: { record?: string; alert?: string; expr: string; for?: string }[] }[];
}
const rules = (parse(read(`${folder}/rules/neighbourhood.yaml`)) as Rules).groups.flatMap(one => one.rules);

/** Words of PromQL that are neither functions, labels, nor texts. */
function metricsIn(expr: string): string[] {
  const bare = expr
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}|\[[^\]]*\]/g, '')
    .replaceAll(/\b(by|on|without)\s*\([^)]*\)/g, '')
    .replaceAll(/\b[a-z_0-9]+\s*\(/g, '(');
  return [...bare.matchAll(/[a-z_][a-z0-9_:]*/g)]
    .map(([word]) => word)
    .filter(word => !['or', 'and', 'unless'].includes(word))
    .map(word => word.replace(/_bucket$/, ''));
}

function expressionsOf(dashboard: string): string[] {
  const { panels } = JSON.parse(read(`${folder}/dashboards/${dashboard}`)) as {
    panels: { targets: { expr: string }[] }[];
  };
  return panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
}

const dashboards = globSync('*.json', { cwd: join(root, folder, 'dashboards') });

test('rules and dashboards ask only for what somebody tells', () => {
  const told = new Set([...ours(), ...others, ...rules.map(({ record }) => record)]);
  expect(dashboards.length).toBeGreaterThan(0);
  const asked = [...rules.map(({ expr }) => expr), ...dashboards.flatMap(expressionsOf)].flatMap(metricsIn);
  expect(asked).toContain('http_requests_total');
  expect(asked.filter(name => !told.has(name))).toEqual([]);
});

test('every dashboard is in the ConfigMap', () => {
  const { configMapGenerator } = parse(read(`${folder}/dashboards/kustomization.yaml`)) as {
    configMapGenerator: { files: string[] }[];
  };
  expect(configMapGenerator.flatMap(({ files }) => files).sort()).toEqual(dashboards.sort());
});

test('an app without a target is missed, whichever it is', () => {
  const down = rules.find(({ alert }) => alert === 'ServiceDown');
  expect(down?.for).toBe('1m');
  for (const app of apps) expect(down?.expr).toContain(`absent(up{job="apps", app="${app}"})`);
});
