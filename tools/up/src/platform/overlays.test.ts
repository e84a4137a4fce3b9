import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { layOver, readOverlays } from './overlays.ts';
import { readSettings } from './settings.ts';

const { root } = readSettings({});

const component = `# Why it is there.
kind: Component
metadata:
  name: store
spec:
  type: state.redis
  metadata:
    - name: redisHost # of this machine
      value: 127.0.0.1:6390
    - name: redisPassword
      secretKeyRef: { name: redis-password, key: redis-password }
scopes: [auth]
`;
const tls = { name: 'enableTLS', value: 'true' };

describe('what is laid over a component', () => {
  test('adds entries and replaces those of the same name, and leaves everything else', () => {
    const overlay = {
      name: 'store',
      type: 'state.redis',
      metadata: [{ name: 'redisHost', value: 'x:1' }, tls],
    };
    const laid = layOver(component, [overlay]);
    expect(laid).toContain('# Why it is there.');
    expect(parseAllDocuments(laid).map(one => one.toJS() as unknown)).toEqual([
      {
        kind: 'Component',
        metadata: { name: 'store' },
        spec: {
          type: 'state.redis',
          metadata: [
            { name: 'redisHost', value: 'x:1' },
            { name: 'redisPassword', secretKeyRef: { name: 'redis-password', key: 'redis-password' } },
            { name: 'enableTLS', value: 'true' },
          ],
        },
        scopes: ['auth'],
      },
    ]);
  });

  test('touches no component of another name or type', () => {
    for (const other of [{ name: 'other' }, { type: 'state.postgresql' }]) {
      expect(layOver(component, [{ name: 'store', type: 'state.redis', metadata: [tls], ...other }])).toBe(
        component,
      );
    }
  });

  test('keeps the other documents of a file', () => {
    const text = `${component}---\nkind: Subscription\nmetadata: { name: store }\n---\n${component}`;
    const kinds = parseAllDocuments(
      layOver(text, [{ name: 'store', type: 'state.redis', metadata: [tls] }]),
    ).map(one => one.get('kind'));
    expect(kinds).toEqual(['Component', 'Subscription', 'Component']);
  });

  test('is refused where a document is no part of a component', () => {
    const folder = mkdtempSync(join(tmpdir(), 'up-'));
    mkdirSync(join(folder, 'tls'));
    writeFileSync(
      join(folder, 'tls/x.yaml'),
      'kind: Component\nmetadata: { name: store }\nspec: { type: a }\n',
    );
    expect(() => readOverlays(folder, 'tls')).toThrow(/^tls: every document needs/);
    rmSync(folder, { recursive: true });
  });
});

describe('components/tls', () => {
  const overlays = readOverlays(root, './components/tls');
  const components = globSync('components/{common,pubsub-*}/*.yaml', { cwd: root })
    .flatMap(file => parseAllDocuments(readFileSync(join(root, file), 'utf8')))
    .map(one => one.toJS() as { kind: string; metadata: { name: string }; spec: { type?: string } })
    .filter(({ kind }) => kind === 'Component')
    .map(({ metadata, spec }) => `${metadata.name} ${spec.type ?? ''}`);

  test('names components that there are', () => {
    expect(
      overlays.map(({ name, type }) => `${name} ${type}`).filter(one => !components.includes(one)),
    ).toEqual([]);
  });

  test('names every component that connects to a server', () => {
    const laid = overlays.map(({ name, type }) => `${name} ${type}`);
    expect(components.filter(one => !laid.includes(one))).toEqual([]);
  });
});
