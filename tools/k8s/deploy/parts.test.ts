import { partsOf } from './parts.ts';

const rendered = `
kind: ConfigMap
metadata: { name: settings }
---
kind: Deployment
metadata: { name: gateway }
---
kind: Deployment
metadata: { name: postgres }
---
kind: Deployment
metadata: { name: auth }
`;

test('apps are rolled out after everything else, those that are called before their callers', () => {
  const { rest, deployments } = partsOf(rendered);
  expect(rest).toEqual([
    { kind: 'ConfigMap', metadata: { name: 'settings' } },
    { kind: 'Deployment', metadata: { name: 'postgres' } },
  ]);
  expect(deployments.map(({ app }) => app)).toEqual(['auth', 'gateway']);
});
