import { readRunFile } from './run-file.ts';
import { partsOf, selectApps, usualParts } from './selection.ts';
import { readSettings } from './settings.ts';

const { root } = readSettings({});
const usual = usualParts;
const ids = (apps: readonly { appID: string }[]): string[] => apps.map(({ appID }) => appID);

describe('what make up is asked for', () => {
  const file = readRunFile(root);

  test('is every app of dapr.yaml when nothing is said', () => {
    expect(ids(selectApps(root, file, usual))).toEqual([
      ...['gateway', 'auth', 'integration', 'workflow', 'consent', 'notification'],
    ]);
  });

  test('may be some of them, or none', () => {
    expect(ids(selectApps(root, file, { ...usual, apps: ['consent', 'auth'] }))).toEqual(['auth', 'consent']);
    expect(selectApps(root, file, { ...usual, apps: [] })).toEqual([]);
  });

  test('cannot be an app that does not exist', () => {
    expect(() => selectApps(root, file, { ...usual, apps: ['auht'] })).toThrow(/there is no app auht/);
  });

  test('exchanges one folder for a broker and leaves the others', () => {
    const before = file.apps[0]?.resourcesPaths;
    expect(selectApps(root, file, usual)[0]?.resourcesPaths).toEqual(before);
    expect(selectApps(root, file, { ...usual, broker: 'kafka' })[0]?.resourcesPaths).toEqual(
      before?.map(path => path.replace('pubsub-redis', 'pubsub-kafka')),
    );
    expect(() => selectApps(root, file, { ...usual, broker: 'pigeon' })).toThrow(
      'BROKER=pigeon: there is no component folder components/pubsub-pigeon; ' +
        'there are pubsub-kafka, pubsub-rabbitmq, pubsub-redis',
    );
    expect(() => selectApps(root, file, { ...usual, secrets: 'drawer' })).toThrow(/^SECRETS=drawer: /);
    for (const word of ['kafka/', '../pubsub-kafka', 'Kafka', ''])
      expect(() => selectApps(root, file, { ...usual, broker: word })).toThrow(/^BROKER=.*: write small/);
  });

  test('is told in the words of make up, without what is usual', () => {
    expect(
      partsOf({ ...usual, broker: 'kafka', config: 'consul', mtls: true, apps: ['auth', 'gateway'] }),
    ).toBe('BROKER=kafka CONFIG=consul MTLS=1 APPS=auth,gateway');
    expect([partsOf(usual), partsOf({ ...usual, apps: [] })]).toEqual(['', 'APPS=none']);
  });

  test('lays Consul over the names of sidecars, and knows no other place for names and configuration', () => {
    expect(selectApps(root, file, { ...usual, discovery: 'consul' })[0]?.configOverlays).toEqual([
      './components/discovery-consul/configuration.yaml',
    ]);
    const refused = (parts: object) => () => selectApps(root, file, { ...usual, ...parts });
    expect(refused({ discovery: 'kubernetes' })).toThrow(/^DISCOVERY=kubernetes: .*sqlite or consul/);
    expect(refused({ config: 'etcd' })).toThrow(/^CONFIG=etcd: .*redis or consul/);
  });

  test('lays TLS over all components, and has whoever speaks HTTP speak HTTPS', () => {
    const protocols = (tls: boolean) =>
      selectApps(root, file, { ...usual, tls }).map(({ appProtocol }) => appProtocol);
    expect(protocols(true)).toEqual(protocols(false).map(one => (one === 'http' ? 'https' : one)));
    expect(protocols(true)).toContain('https');
    const overlays = (tls: boolean) => selectApps(root, file, { ...usual, tls })[0]?.componentOverlays;
    expect([overlays(true), overlays(false)]).toEqual([['./components/tls'], []]);
  });
});
