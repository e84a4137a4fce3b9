import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { linterBinary } from '../up/src/build/linters.ts';
import { root } from './places.ts';

const run = promisify(execFile);

test.each(['operator', 'plain'])('kustomize renders k8s/observability/%s', async folder => {
  const kustomize = await linterBinary('kustomize');
  const { stdout } = await run(kustomize, ['build', join(root, 'k8s/observability', folder)]);
  expect(stdout).toContain('alert: ServiceDown');
});

test.each([
  'base',
  'overlays/local',
  'overlays/local/migrations',
  'overlays/local-rabbitmq',
  'overlays/prod',
  'overlays/prod/migrations',
])('kustomize renders k8s/%s, without a placeholder left', async folder => {
  const kustomize = await linterBinary('kustomize');
  const { stdout } = await run(kustomize, ['build', join(root, 'k8s', folder)], { maxBuffer: 50_000_000 });
  expect(stdout).toMatch(/^kind: (Deployment|Job)$/m);
  expect(stdout).not.toMatch(/name: any$/m);
  if (folder.startsWith('overlays/')) expect(stdout).not.toMatch(/image: neighbourhood\/|value: redis:6379/);
});
