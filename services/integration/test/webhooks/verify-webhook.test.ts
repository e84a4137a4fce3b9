import { createHmac } from 'node:crypto';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import type { Connection } from '../../src/domain/connection.ts';
import { connected } from '../../src/domain/events.ts';
import type { Provider } from '../../src/domain/provider.ts';
import type { WebhookRule, WebhookSignature } from '../../src/domain/webhook-rule.ts';
import { createVerifyWebhook } from '../../src/usecase/verify-webhook.ts';
import { createMemoryConnections } from '../fakes/memory-connections.ts';

const webhooks: WebhookRule = {
  signature: {
    ...{ type: 'hmac', algorithm: 'sha256', encoding: 'hex', secretEncoding: 'text' },
    ...{ header: 'x-signature', prefix: '', payload: '${body}' },
  },
  event: '${body.type}',
  account: '${body.account}',
};
const known: Record<string, Partial<Provider>> = {
  git: { id: 'git', name: 'Git', webhooks, params: [] },
  large: {
    ...{ id: 'large', name: 'Large', own: true, params: [] },
    webhooks: { ...webhooks, event: '${body.account}'.repeat(10_000) },
  },
  signed: {
    ...{ id: 'signed', name: 'Signed', own: true, params: [] },
    webhooks: {
      ...webhooks,
      signature: { ...webhooks.signature, payload: '${header.x-large}'.repeat(1_000) } as WebhookSignature,
    },
  },
  silent: { id: 'silent', name: 'Silent', params: [] },
};
const workspaceId = newId('wsp');

function createService() {
  const { connections, accounts } = createMemoryConnections();
  const catalogue = {
    list: async () => [],
    find: async (_workspaceId: string, id: string) => known[id] as Provider | undefined,
  };
  const verify = createVerifyWebhook({ catalogue, accounts, now: () => new Date() });
  const body = Buffer.from('{"type":"push","account":"acc"}');
  const signature = createHmac('sha256', 's').update(body).digest('hex');
  const request = {
    ...{ provider: 'git', secrets: ['s'], method: 'POST', url: 'https://api.test/h' },
    ...{ headers: { 'x-signature': signature }, body },
  };
  return {
    request,
    verify,
    call: fakeCall({ workspaceId, permissions: ['connection:read'] }),
    async connect(change: Partial<Connection> = {}) {
      const connection: Connection = {
        ...{
          id: newId('con'),
          workspaceId,
          provider: 'git',
          endUserId: 'ann',
          status: 'active',
          statusReason: '',
        },
        ...{ scopes: [], account: { id: 'acc', name: '' }, params: {}, connectedAt: new Date(), ...change },
      };
      const sealed = { dataKeyId: 'k', ciphertext: Buffer.alloc(0) };
      await connections.save(connection, sealed, undefined, connected(connection));
      return connection;
    },
  };
}

test('the account of a message tells its connection and its end user', async () => {
  const { verify, request, call, connect } = createService();
  const said = { kind: 'event', type: 'push', account: 'acc' };
  expect(await verify(request, call)).toMatchObject({ ...said, connectionId: '', endUserId: '' });
  await connect({ workspaceId: newId('wsp') });
  await connect({ provider: 'silent' });
  await connect({ account: { id: 'other', name: '' } });
  await connect({ endUserId: 'gone', status: 'revoked' });
  const { id } = await connect({ status: 'needsReauth' });
  expect(await verify(request, call)).toMatchObject({ ...said, connectionId: id, endUserId: 'ann' });
});

test('an account of several end users says nothing of whose it is', async () => {
  const { verify, request, call, connect } = createService();
  await connect();
  await connect({ endUserId: 'ben' });
  expect(await verify(request, call)).toMatchObject({ connectionId: '', endUserId: '' });
});

test('what is not proven is refused, and so are providers that send nothing', async () => {
  const { verify, request, call } = createService();
  for (const change of [{ secrets: [] }, { secrets: ['t'] }, { headers: {} }, { body: Buffer.from('{}') }])
    await expect(verify({ ...request, ...change }, call)).rejects.toMatchObject({
      kind: 'unauthenticated',
      code: 'WEBHOOK.UNPROVEN',
    });
  await expect(verify({ ...request, provider: 'silent' }, call)).rejects.toMatchObject({
    code: 'PROVIDER.NO_WEBHOOKS',
  });
  await expect(verify({ ...request, provider: 'none' }, call)).rejects.toMatchObject({
    code: 'PROVIDER.NOT_FOUND',
  });
  const nobody = fakeCall({ workspaceId, permissions: [] });
  await expect(verify(request, nobody)).rejects.toMatchObject({ kind: 'permissionDenied' });
});

test('what a workspace’s own provider makes of a message is bounded', async () => {
  const { verify, request, call } = createService();
  const body = Buffer.from(JSON.stringify({ account: 'x'.repeat(10_000) }));
  const signature = createHmac('sha256', 's').update(body).digest('hex');
  const headers = { 'x-signature': signature, 'x-large': 'x'.repeat(10_000) };
  for (const provider of ['large', 'signed'])
    await expect(verify({ ...request, provider, body, headers }, call)).rejects.toMatchObject({
      code: 'PROVIDER.ERROR',
    });
});
