import { readFileSync, readdirSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { sourcesOf } from './call-graph.ts';
import { apps } from './methods.ts';

interface Resource {
  kind: string;
  metadata: { name: string };
  scopes?: string[];
  spec: {
    metadata?: { name: string; value?: string }[];
    api?: { allowed: { name: string; version: string; protocol: string }[] };
    secrets?: { scopes: { storeName: string; defaultAccess: string; allowedSecrets: string[] }[] };
  };
}

const components = new URL('../../components/', import.meta.url);
const read = (folder: string): Resource[] =>
  readdirSync(new URL(folder, components))
    .filter(name => name.endsWith('.yaml'))
    .flatMap(name => parseAllDocuments(readFileSync(new URL(`${folder}/${name}`, components), 'utf8')))
    .map(document => document.toJS() as Resource);

const folders = readdirSync(components).filter(name => /^(common$|pubsub-|secretstore-)/.test(name));
const loaded = folders
  .flatMap(folder => read(folder).map(resource => ({ folder, ...resource })))
  .filter(({ kind }) => kind === 'Component' || kind === 'Subscription')
  .map(resource => ({ ...resource, what: `${resource.metadata.name} in ${resource.folder}` }));

const text = new Map(apps.map(app => [app, sourcesOf(app).join('\n')]));
const whose = (pattern: RegExp): string[] => apps.filter(app => pattern.test(text.get(app) ?? '')).sort();
const subscribers = read('common').flatMap(({ kind, scopes = [] }) =>
  kind === 'Subscription' ? scopes : [],
);
const publishers = whose(/\brelayOutbox\(|sidecar\.publish\b/);

/** Who uses a component, going by the code. */
const users: Record<string, readonly string[]> = {
  statestore: whose(/\bcomponents\.state\b/),
  sharedstate: whose(/\bcomponents\.sharedState\b/),
  actorstore: whose(/\bWorkflowRuntime\b/),
  pubsub: [...new Set([...publishers, ...subscribers])].sort(),
  secretstore: [...apps].sort(),
  configstore: [...apps].sort(),
};

test('the code was searched for what uses components', () => {
  expect(users).toMatchObject({
    statestore: ['auth', 'gateway', 'integration'],
    sharedstate: ['auth', 'gateway'],
    actorstore: ['workflow'],
  });
  expect(users['pubsub']).toHaveLength(5);
});

test.each(loaded.filter(({ kind }) => kind === 'Component'))(
  '$what is for those apps only that use it',
  ({ metadata: { name }, scopes = [] }) => {
    expect([...scopes].sort()).toEqual(users[name]);
  },
);

test.each(loaded.filter(({ kind }) => kind === 'Subscription'))('$what is for one app', ({ scopes = [] }) => {
  expect(scopes).toHaveLength(1);
  expect(apps).toContain(scopes[0]);
});

test.each(loaded.filter(({ metadata: { name } }) => name === 'pubsub'))(
  '$what lets an app tell of its own doings only',
  ({ spec }) => {
    const value = spec.metadata?.find(({ name }) => name === 'publishingScopes')?.value ?? '';
    for (const [app = '', topics = ''] of value.split(';').map(entry => entry.trim().split('='))) {
      const own = [`${app}.events`, `${app}.dead`, ...(app === 'workflow' ? ['tenant.events'] : [])];
      expect(own).toEqual(expect.arrayContaining(topics.split(',').filter(Boolean)));
    }
  },
);

describe.each(apps)('the sidecar of %s', app => {
  const configuration = read('configuration').find(({ metadata: { name } }) => name === app);
  const source = text.get(app) ?? '';

  test('offers the part of its API that the app uses, and no actors', () => {
    const allowed = configuration?.spec.api?.allowed ?? [];
    const grpc = allowed.filter(({ protocol }) => protocol === 'grpc').map(({ name }) => name);
    const needs = [
      ...['secrets', 'configuration', 'metadata'],
      ...(/\bcomponents\.(state|sharedState)\b/.test(source) ? ['state'] : []),
      ...(publishers.includes(app) ? ['publish'] : []),
      ...(/\bjobs\b/.test(source) ? ['jobs'] : []),
      // Those that hear callbacks make their sidecar show its token.
      ...(app === 'gateway' ? [] : ['invoke']),
    ];
    expect(grpc.sort()).toEqual(needs.sort());
    // With no rule at all for HTTP, Dapr would offer everything there.
    expect(allowed.filter(({ protocol }) => protocol !== 'grpc')).toEqual([
      { name: 'metadata', version: 'v1', protocol: 'http' },
    ]);
  });

  test('reads the secrets that the app names, and no others', () => {
    const scopes = configuration?.spec.secrets?.scopes ?? [];
    expect(scopes).toHaveLength(1);
    expect(scopes[0]).toMatchObject({ storeName: 'secretstore', defaultAccess: 'deny' });
    const common = ['internal-jwks', 'consul-config-token'];
    const own = (scopes[0]?.allowedSecrets ?? []).filter(name => !common.includes(name));
    for (const name of own.filter(name => !name.startsWith('provider-'))) {
      expect(name).toMatch(new RegExp(`^${app}-`));
      expect(source).toContain(`'${name}'`);
    }
    if (app !== 'integration') expect(own.filter(name => name.startsWith('provider-'))).toEqual([]);
  });
});
