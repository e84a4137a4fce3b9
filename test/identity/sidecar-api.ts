import { readFileSync } from 'node:fs';
import { status } from '@grpc/grpc-js';
import { loadDapr, serviceOf } from '@neighbourhood/shared/grpc/protos';
import { parse } from 'yaml';
import { type Attempt } from './attempts.ts';
import { apps, sidecarMethods } from './methods.ts';
import { type Victim } from './victim.ts';

const dapr = serviceOf(loadDapr(), 'dapr.proto.runtime.v1.Dapr');
const pathOf = (method: string): string => `/dapr.proto.runtime.v1.Dapr/${method}`;
const request = (method: string, message: object): Buffer =>
  dapr[method]?.requestSerialize(message) ?? Buffer.alloc(0);

const read = (file: string): unknown =>
  parse(readFileSync(new URL(`../../components/${file}`, import.meta.url), 'utf8'));

/** The methods that a Configuration's `api.allowed` opens, as Dapr 1.16 has them (pkg/api/grpc/endpoints.go). */
const opens: Readonly<Record<string, readonly string[]>> = {
  state: [
    'GetState',
    'GetBulkState',
    'SaveState',
    'DeleteState',
    'DeleteBulkState',
    'ExecuteStateTransaction',
  ],
  publish: ['PublishEvent'],
  secrets: ['GetSecret', 'GetBulkSecret'],
  configuration: ['GetConfiguration', 'SubscribeConfiguration', 'UnsubscribeConfiguration'],
  jobs: ['ScheduleJobAlpha1', 'DeleteJobAlpha1', 'GetJobAlpha1'],
  metadata: ['GetMetadata', 'SetMetadata'],
  invoke: ['InvokeService'],
};

function offered(app: string): string[] {
  const { spec } = read(`configuration/${app}.yaml`) as {
    spec: { api: { allowed: { name: string; protocol: string }[] } };
  };
  const groups = spec.api.allowed.filter(({ protocol }) => protocol === 'grpc').map(({ name }) => name);
  return groups.flatMap(name => opens[name] ?? []);
}

const own = (victim: Victim, app: string) => ({
  client: victim.client(victim.ports(app).api),
  headers: { 'dapr-api-token': victim.tokens(app).api },
});

/** What of its own sidecar's API an app does not need: it is not there. */
export function beyondNeed(victim: Victim, app: string): Attempt[] {
  return sidecarMethods
    .filter(path => !offered(app).map(pathOf).includes(path))
    .map(path => ({
      what: `${app} of its own sidecar`,
      ...own(victim, app),
      path,
      refusedWith: [status.UNIMPLEMENTED],
    }));
}

/** What the workflow SDK asks of the sidecar; no rule of `api.allowed` covers it, its token does. */
const engine = [
  'StartInstance',
  'GetInstance',
  'RaiseEvent',
  'TerminateInstance',
  'PurgeInstances',
  'GetWorkItems',
].map(method => `/TaskHubSidecarService/${method}`);

/** The whole API of a sidecar, asked by an app that is not its own. */
export function ofAnother(victim: Victim, owner: string): Attempt[] {
  const client = victim.client(victim.ports(owner).api);
  const others = apps.filter(app => app !== owner).map(app => victim.tokens(app).api);
  return [[], ['wrong'], [victim.tokens(owner).app], ...others.map(token => [token])].flatMap(tokens =>
    [...offered(owner).map(pathOf), ...engine].map(path => ({
      what: `the sidecar of ${owner} by another`,
      client,
      path,
      headers: { 'dapr-api-token': tokens },
      refusedWith: [status.UNAUTHENTICATED],
    })),
  );
}

function secretsOf(app: string): readonly string[] {
  const { spec } = read(`configuration/${app}.yaml`) as {
    spec: { secrets: { scopes: { allowedSecrets: string[] }[] } };
  };
  return spec.secrets.scopes.flatMap(({ allowedSecrets }) => allowedSecrets);
}

/** What an app gets that asks for all secrets there are, and what of them it may have. */
export async function secretsInBulk(
  victim: Victim,
  app: string,
): Promise<{ given: string[]; may: readonly string[] }> {
  const { client, headers } = own(victim, app);
  const asked = request('GetBulkSecret', { storeName: 'secretstore' });
  const { body } = await client.call(pathOf('GetBulkSecret'), headers, asked);
  const { data } = dapr['GetBulkSecret']?.responseDeserialize(body) as unknown as { data: object };
  return { given: Object.keys(data), may: secretsOf(app) };
}

/** Secrets, topics, stores and jobs of others, asked of one's own sidecar. */
export function ofOthers(victim: Victim, app: string): Attempt[] {
  const mine = (method: string, message: object, ...refusedWith: number[]): Attempt => ({
    what: `${app}: ${JSON.stringify(message)}`,
    ...own(victim, app),
    path: pathOf(method),
    body: request(method, message),
    refusedWith,
  });
  const secrets = victim.secretNames.filter(name => !secretsOf(app).includes(name));
  const pubsub = read('pubsub-redis/pubsub.yaml') as {
    scopes: string[];
    spec: { metadata: { name: string; value: string }[] };
  };
  const setting = (name: string) => pubsub.spec.metadata.find(one => one.name === name)?.value.trim() ?? '';
  const scope = setting('publishingScopes')
    .split(';')
    .find(entry => entry.startsWith(`${app}=`));
  const topics = setting('allowedTopics')
    .split(',')
    .filter(topic => !scope?.split('=')[1]?.split(',').includes(topic));
  const stores = ['statestore', 'sharedstate', 'actorstore'].filter(name => {
    const { scopes } = read(`common/${name}.yaml`) as { scopes: string[] };
    return !scopes.includes(app);
  });
  const has = (method: string) => offered(app).includes(method);
  return [
    ...secrets.map(key => mine('GetSecret', { storeName: 'secretstore', key }, status.PERMISSION_DENIED)),
    ...(has('PublishEvent') ? [...topics, 'no.such.topic'] : []).map(topic =>
      mine(
        'PublishEvent',
        { pubsubName: 'pubsub', topic, data: Buffer.from('{}') },
        status.PERMISSION_DENIED,
      ),
    ),
    ...(has('GetState') ? stores : []).flatMap(storeName => [
      mine('GetState', { storeName, key: 'revoked' }, status.INVALID_ARGUMENT, status.FAILED_PRECONDITION),
      mine(
        'SaveState',
        { storeName, states: [{ key: 'revoked', value: Buffer.from('1') }] },
        status.INVALID_ARGUMENT,
        status.FAILED_PRECONDITION,
      ),
    ]),
    ...(has('InvokeService') ? apps.filter(other => other !== app) : []).map(id =>
      mine(
        'InvokeService',
        {
          id,
          message: {
            method: 'api/v1/providers',
            contentType: 'application/json',
            httpExtension: { verb: 'GET' },
          },
        },
        status.INTERNAL,
        status.PERMISSION_DENIED,
      ),
    ),
  ];
}
