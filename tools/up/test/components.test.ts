import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { readRunFile } from '../src/platform/run-file.ts';
import { readSettings } from '../src/platform/settings.ts';

const { root } = readSettings({});

interface Resource {
  kind: string;
  metadata: { name: string };
  scopes?: string[];
  spec: Record<string, unknown>;
}

const read = (folder: string): Resource[] =>
  readdirSync(join(root, folder))
    .filter(name => name.endsWith('.yaml'))
    .flatMap(name => parseAllDocuments(readFileSync(join(root, folder, name), 'utf8')))
    .map(document => document.toJS() as Resource);

const common = read('components/common');
const subscriptions = common
  .filter(({ kind }) => kind === 'Subscription')
  .map(({ spec, scopes }) => ({
    ...(spec as { topic: string; deadLetterTopic: string }),
    app: scopes?.[0] ?? '',
  }));

const brokers = readdirSync(join(root, 'components')).filter(name => name.startsWith('pubsub-'));

const metadata = (component: Resource): Record<string, string> =>
  Object.fromEntries(
    (component.spec['metadata'] as { name: string; value?: string }[]).map(({ name, value }) => [
      name,
      value ?? '',
    ]),
  );

const scopes = (text = ''): Map<string, string[]> =>
  new Map(
    text
      .split(';')
      .map(part => part.split('='))
      .map(([app = '', topics = '']) => [app, topics.split(',')]),
  );

describe.each(brokers)('components/%s', broker => {
  const pubsub = read(`components/${broker}`).find(({ metadata }) => metadata.name === 'pubsub');
  const settings = pubsub === undefined ? {} : metadata(pubsub);

  test.each(subscriptions)(
    'lets $app hear $topic and send its dead letters to $deadLetterTopic',
    subscription => {
      const { app, topic, deadLetterTopic } = subscription;
      expect(scopes(settings['subscriptionScopes']).get(app)).toContain(topic);
      expect(scopes(settings['publishingScopes']).get(app)).toContain(deadLetterTopic);
      expect(settings['allowedTopics']?.split(',')).toEqual(expect.arrayContaining([topic, deadLetterTopic]));
    },
  );

  test('names every app in both scopes: one that is left out may do everything', () => {
    const apps = readRunFile(root).apps.map(({ appID }) => appID);
    expect([...scopes(settings['publishingScopes']).keys()].sort()).toEqual([...apps].sort());
    expect([...scopes(settings['subscriptionScopes']).keys()].sort()).toEqual([...apps].sort());
  });

  test('protects every topic that it allows', () => {
    expect(settings['protectedTopics']).toBe(settings['allowedTopics']);
  });
});

describe('what loses events by default', () => {
  const settingsOf = (broker: string): Record<string, string> => {
    const pubsub = read(`components/pubsub-${broker}`).find(({ kind }) => kind === 'Component');
    return pubsub === undefined ? {} : metadata(pubsub);
  };

  test('is set otherwise for RabbitMQ', () => {
    expect(settingsOf('rabbitmq')).toMatchObject({
      durable: 'true',
      deletedWhenUnused: 'false',
      deliveryMode: '2',
      publisherConfirm: 'true',
      autoAck: 'false',
      requeueInFailure: 'true',
    });
    expect(Number(settingsOf('rabbitmq')['prefetchCount'])).toBeGreaterThan(0);
  });

  test('is set otherwise for Kafka', () => {
    expect(settingsOf('kafka')).toMatchObject({ initialOffset: 'oldest', consumeRetryEnabled: 'true' });
    expect(Number(settingsOf('kafka')['maxMessageBytes'])).toBeGreaterThan(4 * 1024 * 1024);
  });

  test('Redis redelivers after the retries of resiliency.yaml only', () => {
    const [, seconds] = /^(\d+)s$/.exec(settingsOf('redis')['processingTimeout'] ?? '') ?? [];
    expect(Number(seconds)).toBeGreaterThan(50);
  });
});

describe('components/pubsub-rabbitmq/definitions.json', () => {
  interface Declared {
    name: string;
    durable: boolean;
    auto_delete: boolean;
  }
  const { exchanges, queues, bindings } = JSON.parse(
    readFileSync(join(root, 'components/pubsub-rabbitmq/definitions.json'), 'utf8'),
  ) as {
    exchanges: (Declared & { type: string })[];
    queues: (Declared & { arguments: object })[];
    bindings: { source: string; destination: string }[];
  };
  const topics =
    metadata(read('components/pubsub-rabbitmq')[0] as Resource)['allowedTopics']?.split(',') ?? [];
  const dead = topics.filter(topic => topic.endsWith('.dead'));
  /** Where the dead letters of apps that the file does not know go. */
  const rest = 'dead-letters';

  test('has an exchange for every topic, as Dapr declares it', () => {
    expect(exchanges.map(({ name }) => name).sort()).toEqual([...topics, rest].sort());
    for (const exchange of exchanges) {
      expect(exchange).toMatchObject({ type: 'fanout', durable: true, auto_delete: false });
    }
  });

  test('has a queue for every subscription and for dead letters: what no queue takes is dropped', () => {
    const wanted = [
      ...subscriptions.map(({ app, topic }) => [topic, `${app}-${topic}`]),
      ...[...dead, rest].map(name => [name, name]),
    ];
    expect(bindings.map(({ source, destination }) => [source, destination]).sort()).toEqual(wanted.sort());
    expect(queues.map(({ name }) => name).sort()).toEqual(wanted.map(([, queue]) => queue).sort());
    for (const queue of queues) {
      expect(queue).toMatchObject({
        durable: true,
        auto_delete: false,
        arguments: { 'x-queue-type': 'classic' },
      });
    }
  });
});

describe('components/configuration', () => {
  interface Secrets {
    scopes: { defaultAccess: string; allowedSecrets: string[] }[];
  }
  const secretsOf = (app: string): Secrets['scopes'][0] => {
    const text = readFileSync(join(root, `components/configuration/${app}.yaml`), 'utf8');
    const [scope] = (parse(text) as { spec: { secrets: Secrets } }).spec.secrets.scopes;
    if (scope === undefined) throw new Error(`${app} has no secret scope`);
    return scope;
  };
  const apps = readRunFile(root).apps.map(({ appID }) => appID);

  test.each(apps)('lets %s read no secret of another app', app => {
    const { defaultAccess, allowedSecrets } = secretsOf(app);
    expect(defaultAccess).toBe('deny');
    const foreign = allowedSecrets.filter(
      name =>
        apps.some(other => other !== app && name.startsWith(`${other}-`)) ||
        /^(redis|rabbitmq|kafka)-password$/.test(name),
    );
    expect(foreign).toEqual([]);
  });
});
