import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { neededSecrets } from './secret-needs.ts';
import { readRunFile } from './run-file.ts';
import { selectApps, type SelectedApp, usualParts } from './selection.ts';
import { readSettings } from './settings.ts';

describe('what a sidecar needs of the secret store', () => {
  let root: string;
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  const needed = (app: Partial<SelectedApp>): string[] =>
    neededSecrets(root, {
      appID: 'one',
      configFilePath: 'one.yaml',
      resourcesPaths: ['parts'],
      configOverlays: [],
      componentOverlays: [],
      ...app,
    } as unknown as SelectedApp);

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'up-needs-'));
    write(
      'one.yaml',
      'spec: {secrets: {scopes: [{storeName: secretstore, allowedSecrets: [own]}, {storeName: other, allowedSecrets: [not-ours]}]}}',
    );
    write('parts/none.txt', 'kind: Component');
    write(
      'parts/a.yaml',
      `kind: Component
spec: {metadata: [{name: x, value: plain}, {name: y, secretKeyRef: {name: shared, key: shared}}]}
---
kind: Component
scopes: [two]
spec: {metadata: [{name: y, secretKeyRef: {name: of-two, key: of-two}}]}
---
kind: Component
auth: {secretStore: kubernetes}
spec: {metadata: [{name: y, secretKeyRef: {name: elsewhere, key: elsewhere}}]}
---
kind: Subscription
`,
    );
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  test('is what its app may ask for and what its components refer to', () => {
    expect(needed({})).toEqual(['own', 'shared']);
    expect(needed({ appID: 'two' })).toEqual(['of-two', 'own', 'shared']);
  });

  test('is also what is laid over both', () => {
    write(
      'over/tls.yaml',
      'kind: Component\nspec: {metadata: [{name: ca, secretKeyRef: {name: authority, key: authority}}]}',
    );
    write('more.yaml', 'spec: {secrets: {scopes: [{storeName: secretstore, allowedSecrets: [more]}]}}');
    expect(needed({ componentOverlays: ['over'], configOverlays: ['more.yaml'] })).toEqual([
      'authority',
      'more',
      'own',
      'shared',
    ]);
  });

  test('is, on this platform, nothing of another app', () => {
    const platform = readSettings({}).root;
    const parts = { ...usualParts, secrets: 'vault', broker: 'rabbitmq' };
    const apps = selectApps(platform, readRunFile(platform), parts);
    const byApp = Object.fromEntries(apps.map(app => [app.appID, neededSecrets(platform, app)]));
    const common = ['consul-config-token', 'internal-jwks', 'rabbitmq-password', 'redis-password'];
    for (const [app, names] of Object.entries(byApp)) {
      const foreign = names.filter(
        name => !common.includes(name) && !name.startsWith(`${app}-`) && !name.startsWith('provider-'),
      );
      expect({ app, foreign }).toEqual({ app, foreign: [] });
      expect(names.filter(name => name.startsWith('provider-')).length > 0).toBe(app === 'integration');
    }
    expect(byApp['auth']).toEqual(
      expect.arrayContaining(['auth-database', 'auth-signing-keys', 'redis-password']),
    );
  });
});
