import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installed } from '../up/src/build/apt.ts';
import { onPath } from '../up/src/build/command.ts';
import { silent } from '../up/src/build/report.ts';
import { root } from './places.ts';

const run = promisify(execFile);
const prometheus = {
  what: 'Prometheus',
  name: 'prometheus',
  brew: 'prometheus',
  services: ['prometheus.service', 'prometheus-node-exporter.service'],
};

test('Prometheus takes the rules, and alerts where it should', async () => {
  const promtool = await installed(prometheus, () => onPath('promtool'), silent);
  const tool = (...args: string[]) => run(promtool, args, { cwd: join(root, 'k8s/observability/rules') });
  expect((await tool('check', 'rules', 'neighbourhood.yaml')).stdout).toMatch(/SUCCESS: \d+ rules/);
  expect((await tool('test', 'rules', 'tests.yaml')).stdout).toContain('SUCCESS');
});
