import { randomBytes } from 'node:crypto';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { expectAnswer } from '../journey/expect.ts';
import { journey, newWorld, workflowDocument } from '../journey/journey.ts';
import type { Listener } from '../journey/listener.ts';
import type { Answer, As, Rest } from '../journey/rest.ts';
import type { Operation } from './openapi.ts';

/** Tenant is a workspace with something of everything in it. */
export interface Tenant {
  /** Its administrator, who may do everything. */
  user: As & { token: string };
  apiKey: As;
  endUserId: string;
  /** Ids by the name of the collection or parameter that they fill. */
  ids: Record<string, string>;
}

type Item = Record<string, unknown> & { id: string };
const items = ({ body }: Answer) => (body as { items: Item[] }).items;

/** newTenant goes the journey up to a delivered webhook, and adds what the journey leaves out. */
export async function newTenant(rest: Rest, listener: Listener): Promise<Tenant> {
  const world = newWorld(rest, listener);
  for (const step of journey) {
    if (step.title.startsWith('Withdraw')) break;
    await step.run(world);
  }
  const {
    token = '',
    workspaceId = '',
    apiKey = '',
    connectionId = '',
    consentId = '',
    workflowId = '',
  } = world;
  const user = { token, workspaceId };
  const first = async (path: string): Promise<Item> => {
    const answer = await rest.call('GET', path, { as: user });
    expectAnswer(answer, 200);
    return items(answer)[0]!;
  };
  // What is passed through to the provider may do whatever the connection may.
  const { scopes } = (await first('/connections')) as { scopes?: string[] };
  const consented = await rest.call('POST', '/consents', {
    as: user,
    body: { endUserId: world.endUserId, provider: 'sandbox', purposes: ['automation'], scopes },
  });
  expectAnswer(consented, 201);
  const webhook = await first('/webhooks');
  const sent = await rest.call('POST', '/notifications', {
    as: user,
    body: { channel: 'webhook', to: webhook.id, subject: 'Hello' },
  });
  expectAnswer(sent, 202);
  const bulk = await rest.call('POST', '/executions/bulk', {
    as: user,
    body: { action: 'resume', all: true },
  });
  expectAnswer(bulk, 202);
  const hook = await rest.call('POST', `/workspaces/${workspaceId}/hooks`, {
    as: user,
    body: { path: 'any' },
  });
  expectAnswer(hook, 201);
  const provider = await rest.call('POST', '/providers', {
    as: user,
    body: ownProvider(`own-${randomBytes(6).toString('hex')}`),
  });
  expectAnswer(provider, 201);
  return {
    user,
    apiKey: { apiKey },
    endUserId: world.endUserId,
    ids: {
      workspaces: workspaceId,
      userId: ((await rest.call('GET', '/auth/profile', { as: user })).body as Item).id,
      sessions: (await first('/auth/sessions')).id,
      keyId: (await first(`/workspaces/${workspaceId}/api-keys`)).id,
      connections: connectionId,
      consents: consentId,
      workflows: workflowId,
      executions: (await first('/executions')).id,
      webhooks: webhook.id,
      deliveryId: (await eventually(() => first(`/webhooks/${webhook.id}/deliveries`))).id,
      notifications: (sent.body as Item).id,
      hookId: (hook.body as Item).id,
      bulk: (bulk.body as Item).id,
      endUserId: world.endUserId,
      providers: (provider.body as Item).id,
      action: 'create-note',
      path: 'me',
    },
  };
}

const ownProvider = (id: string) => ({
  ...{ id, name: 'Own', description: 'Own', category: 'other', docsUrl: 'https://own.example.com' },
  baseUrl: 'https://own.example.com',
  auth: { type: 'apiKey', fields: [{ id: 'key', title: 'Key', description: 'Key' }] },
  scopes: [],
  account: { request: { method: 'GET', path: '/me' }, id: '${body.id}' },
  probe: { url: 'https://own.example.com/' },
  rateLimit: { requests: 100, perSeconds: 1 },
  actions: [
    {
      ...{ id: 'act', version: '1.0.0', title: 'Act', description: 'Act', scopes: [], idempotent: true },
      ...{ input: { type: 'object' }, output: { type: 'object' }, request: { method: 'GET', path: '/' } },
    },
  ],
});

/** pathOf fills an operation's path with a tenant's ids. */
export function pathOf({ path }: Operation, { ids }: Tenant): string {
  return path.replaceAll(/([\w-]+)\/\{(\w+)\}/g, (whole, collection: string, parameter: string) => {
    const id = ids[parameter === 'id' ? collection : parameter];
    if (id === undefined) throw new Error(`A tenant of the tests has no ${whole}: add one to newTenant`);
    return `${collection}/${encodeURIComponent(id)}`;
  });
}

/** Bodies that fit, for the operations that change or run something that has an id. */
export const goodBodies: Readonly<Record<string, unknown>> = {
  updateWorkspace: { name: 'Stolen' },
  setMemberRole: { role: 'admin' },
  setPurposes: [{ id: 'stolen', title: 'Stolen', description: 'Stolen' }],
  createApiKey: { name: 'stolen' },
  createHook: { path: 'stolen' },
  executeAction: { input: { title: 'Stolen', body: 'Stolen' } },
  updateProvider: ownProvider('own-stolen'),
  setProviderCredentials: { clientId: 'stolen', clientSecret: 'stolen' },
  updateWorkflow: workflowDocument('stolen'),
  updateWebhook: { description: 'Stolen' },
  replayWebhook: { from: '2026-01-01T00:00:00Z', to: '2036-01-01T00:00:00Z' },
  setPreferences: { channels: { email: true } },
};
