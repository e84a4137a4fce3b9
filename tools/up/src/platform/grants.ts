import { type Document, isMap, isSeq, parseAllDocuments } from 'yaml';
import type { Extra } from './extra.ts';

/**
 * grant gives the text of a component file with the rights of apps beside the platform in it: their names in the
 * scopes of what they use, their topics in `pubsub`, and the access control of a service that they call. Other texts
 * stay as they are.
 */
export function grant(text: string, extras: readonly Extra[]): string {
  if (extras.length === 0) return text;
  const documents = parseAllDocuments(text);
  const touched = documents.map(document =>
    [users, topicScopes, policies].map(change => change(document, extras)).some(Boolean),
  );
  return touched.some(Boolean) ? documents.map(String).join('') : text;
}

/** What every app beside the platform may load; which secrets it sees stands in its own Configuration. */
const shared = ['pubsub', 'secretstore'];

/** Adds the extra apps to those who may use a component. */
function users(document: Document, extras: readonly Extra[]): boolean {
  if (document.getIn(['kind']) !== 'Component' || !document.hasIn(['scopes'])) return false;
  const name = String(document.getIn(['metadata', 'name']));
  const more = extras.filter(({ rights }) => [...shared, ...rights.components].includes(name));
  for (const { appId } of more) document.addIn(['scopes'], appId);
  return more.length > 0;
}

/** Adds every extra app to both scopes, an app that is left out may do everything, and its topics to the known ones. */
function topicScopes(document: Document, extras: readonly Extra[]): boolean {
  if (document.getIn(['kind']) !== 'Component' || document.getIn(['metadata', 'name']) !== 'pubsub')
    return false;
  const topics = [...new Set(extras.flatMap(({ rights }) => [...rights.subscribes, ...rights.publishes]))];
  const entry = (of: (rights: Extra['rights']) => readonly string[]) => (value: string) =>
    [value, ...extras.map(({ appId, rights }) => `${appId}=${of(rights).join(',')}`)].join(';');
  const known = (value: string): string => [...new Set([...value.split(','), ...topics])].join(',');
  const changes: Record<string, (value: string) => string> = {
    subscriptionScopes: entry(({ subscribes }) => subscribes),
    publishingScopes: entry(({ publishes }) => publishes),
    allowedTopics: known,
    protectedTopics: known,
  };
  const entries = document.getIn(['spec', 'metadata']);
  for (const item of isSeq(entries) ? entries.items : []) {
    const change = isMap(item) ? changes[String(item.get('name'))] : undefined;
    if (isMap(item) && change !== undefined) item.set('value', change(String(item.get('value')).trim()));
  }
  return true;
}

/** Lets every extra app call the methods that it names of the service whose Configuration this is. */
function policies(document: Document, extras: readonly Extra[]): boolean {
  const callee = String(document.getIn(['metadata', 'name']));
  if (document.getIn(['kind']) !== 'Configuration' || !document.hasIn(['spec', 'accessControl']))
    return false;
  const callers = extras.filter(({ rights }) => rights.calls[callee] !== undefined);
  const { trustDomain } = (document.toJS() as { spec: { accessControl: { trustDomain: string } } }).spec
    .accessControl;
  const path = ['spec', 'accessControl', 'policies'];
  if (callers.length > 0 && !document.hasIn(path)) document.setIn(path, []);
  for (const { appId, rights } of callers) {
    const operations = rights.calls[callee]?.map(name => ({ name, action: 'allow' }));
    const policy = { appId, namespace: 'default', trustDomain, defaultAction: 'deny', operations };
    document.addIn(path, document.createNode(policy));
  }
  return callers.length > 0;
}

interface Definitions {
  exchanges: { name: string }[];
  queues: { name: string }[];
  bindings: object[];
}

/**
 * grantQueues adds to RabbitMQ's definitions a queue for each topic that an app beside the platform hears, and for its
 * dead letters: RabbitMQ drops what no queue takes.
 */
export function grantQueues(text: string, extras: readonly Extra[]): string {
  const { exchanges, queues, bindings } = JSON.parse(text) as Definitions;
  const durable = { vhost: '/', durable: true, auto_delete: false };
  const known = new Set(exchanges.map(({ name }) => name));
  const hear = (topic: string, queue: string): void => {
    queues.push({ name: queue, ...durable, arguments: { 'x-queue-type': 'classic' } } as { name: string });
    const destination = { destination: queue, destination_type: 'queue', routing_key: '', arguments: {} };
    bindings.push({ source: topic, vhost: '/', ...destination });
  };
  for (const { appId, rights } of extras) {
    for (const name of [...rights.subscribes, ...rights.publishes].filter(topic => !known.has(topic))) {
      exchanges.push({ name, type: 'fanout', ...durable, internal: false, arguments: {} } as {
        name: string;
      });
      known.add(name);
    }
    for (const topic of rights.subscribes) hear(topic, `${appId}-${topic}`);
    for (const topic of rights.publishes.filter(name => name.endsWith('.dead'))) hear(topic, topic);
  }
  return JSON.stringify({ exchanges, queues, bindings }, undefined, 2);
}
