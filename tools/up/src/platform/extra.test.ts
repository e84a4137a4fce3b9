import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Failure } from '../process/failure.ts';
import { issuersOf, readExtras } from './extra.ts';
import { grant, grantQueues } from './grants.ts';
import { readRunFile } from './run-file.ts';
import { selectApps, usualParts } from './selection.ts';
import { readSettings } from './settings.ts';

const { root } = readSettings({});
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'extra-'));
  cpSync(join(root, 'dapr.yaml'), join(folder, 'dapr.yaml'));
  cpSync(join(root, 'components'), join(folder, 'components'), { recursive: true });
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = {
  appID: 'notes',
  command: ['bin/notes'],
  appPort: 50_099,
  daprGRPCPort: 3_699,
  daprHTTPPort: 3_599,
  daprInternalGRPCPort: 3_799,
  metricsPort: 9_399,
};
const rights = {
  components: ['configstore'],
  subscribes: ['consent.events'],
  publishes: ['notes.events', 'notes.dead'],
  calls: { consent: ['/neighbourhood.consent.v1.ConsentService/GetConsent'] },
  asserts: { kinds: ['apiKey'], permissions: ['consent:read'] },
};

function write(content: object, name = 'notes'): string {
  mkdirSync(join(folder, name, 'components'), { recursive: true });
  writeFileSync(join(folder, name, 'app.yaml'), JSON.stringify(content));
  writeFileSync(join(folder, name, 'access-control.yaml'), '');
  return name;
}

describe('an app of one’s own', () => {
  test('runs beside the others, with what all have in common and a folder of components more', () => {
    const file = readRunFile(folder, 100, [write({ run, rights })]);
    const notes = file.apps.at(-1);
    expect(file.apps.map(({ appID }) => appID)).toEqual(expect.arrayContaining(['gateway', 'notes']));
    expect(notes).toMatchObject({ appPort: 50_199, enableAppHealthCheck: true, appProtocol: 'grpc' });
    expect(notes?.resourcesPaths).toEqual(
      expect.arrayContaining(['./components/common', './notes/components']),
    );
  });

  test('runs whichever others were asked for, with the broker and the protections of the platform', () => {
    const file = readRunFile(folder, 0, [write({ run, rights })]);
    const chosen = selectApps(folder, file, { ...usualParts, apps: ['auth'], broker: 'kafka', mtls: true });
    expect(chosen.map(({ appID }) => appID)).toEqual(['auth', 'notes']);
    expect(chosen[1]?.resourcesPaths).toContain('./components/pubsub-kafka');
    expect(chosen[1]?.configOverlays).toEqual(['./notes/access-control.yaml']);
  });

  test.each([
    ['no app.yaml', undefined, /EXTRA=empty/],
    ['a right that is none', { run, rights: { ...rights, reads: [] } }, /reads/],
    [
      'a method without its service',
      { run, rights: { ...rights, calls: { consent: ['Get'] } } },
      /full method/,
    ],
    ['a key of dapr.yaml that is none', { run: { ...run, appPrt: 1 }, rights }, /appPrt/],
    ['the name of another app', { run: { ...run, appID: 'auth' }, rights }, /two apps are called auth/],
  ])('is refused with %s', (_, content, reason) => {
    const name = content === undefined ? 'empty' : write(content, 'wrong');
    const read = () => readRunFile(folder, 0, [name]);
    expect(read).toThrow(Failure);
    expect(read).toThrow(reason);
  });

  test('is believed in what it says it asserts, beside the usual issuers', () => {
    const extras = readExtras(folder, [write({ run, rights })]);
    const issuers = JSON.parse(issuersOf(extras) ?? '') as { app: string }[];
    expect(issuers.map(({ app }) => app)).toEqual(['gateway', 'workflow', 'notes']);
    expect(issuers[2]).toEqual({ app: 'notes', ...rights.asserts });
    expect(issuersOf(readExtras(folder, [write({ run, rights: { subscribes: [] } })]))).toBeUndefined();
  });
});

describe('its rights', () => {
  const extras = () => readExtras(folder, [write({ run, rights })]);

  test('are scopes of the broker, whichever it is, and change nothing for the others', () => {
    const text = `kind: Component
metadata: { name: pubsub }
spec:
  metadata:
    - { name: host, value: here } # as it was
    - { name: allowedTopics, value: 'consent.events,consent.dead' }
    - { name: protectedTopics, value: 'consent.events,consent.dead' }
    - { name: publishingScopes, value: 'consent=consent.events' }
    - { name: subscriptionScopes, value: 'consent=' }
`;
    const given = parse(grant(text, extras())) as { spec: { metadata: { name: string; value: string }[] } };
    const values = Object.fromEntries(given.spec.metadata.map(({ name, value }) => [name, value]));
    const topics = 'consent.events,consent.dead,notes.events,notes.dead';
    expect(values).toEqual({
      host: 'here',
      allowedTopics: topics,
      protectedTopics: topics,
      publishingScopes: 'consent=consent.events;notes=notes.events,notes.dead',
      subscriptionScopes: 'consent=;notes=consent.events',
    });
  });

  test('are its name among those who use the broker, the secret store and what it asks for, and no other component', () => {
    const scopesOf = (name: string) => {
      const text = `kind: Component\nmetadata: { name: ${name} }\nscopes: [consent]\n`;
      return (parse(grant(text, extras())) as { scopes: string[] }).scopes;
    };
    expect(['pubsub', 'secretstore', 'configstore', 'statestore'].map(scopesOf)).toEqual([
      ['consent', 'notes'],
      ['consent', 'notes'],
      ['consent', 'notes'],
      ['consent'],
    ]);
  });

  test('are a policy at the service that it calls, and at no other', () => {
    const rules = (name: string) => `kind: Configuration
metadata: { name: ${name} }
spec: { accessControl: { defaultAction: deny, trustDomain: public, policies: [{ appId: gateway }] } }
`;
    const given = parse(grant(rules('consent'), extras())) as {
      spec: { accessControl: { policies: object[] } };
    };
    expect(given.spec.accessControl.policies).toEqual([
      { appId: 'gateway' },
      {
        appId: 'notes',
        namespace: 'default',
        trustDomain: 'public',
        defaultAction: 'deny',
        operations: [{ name: rights.calls.consent[0], action: 'allow' }],
      },
    ]);
    expect(grant(rules('auth'), extras())).toBe(rules('auth'));
  });

  test('are queues of RabbitMQ, for what it hears and for its dead letters', () => {
    const file = join(root, 'components/pubsub-rabbitmq/definitions.json');
    const names = (text: string) => {
      const { exchanges, queues, bindings } = JSON.parse(text) as Record<string, Record<string, string>[]>;
      return {
        exchanges: exchanges?.map(({ name }) => name),
        queues: queues?.map(({ name }) => name),
        bindings: bindings?.map(({ source, destination }) => `${source} ${destination}`),
      };
    };
    const [before, after] = [readFileSync(file, 'utf8'), grantQueues(readFileSync(file, 'utf8'), extras())];
    expect(names(after)).toEqual({
      exchanges: [...(names(before).exchanges ?? []), 'notes.events', 'notes.dead'],
      queues: [...(names(before).queues ?? []), 'notes-consent.events', 'notes.dead'],
      bindings: [
        ...(names(before).bindings ?? []),
        'consent.events notes-consent.events',
        'notes.dead notes.dead',
      ],
    });
  });

  test('leave files alone that have nothing to do with them', () => {
    const text = 'kind: Component\nmetadata: { name: statestore }\n';
    expect(grant(text, extras())).toBe(text);
    expect(grant('kind: Component\nmetadata: { name: pubsub }\n', [])).toContain('pubsub');
  });
});
