import { createHmac } from 'node:crypto';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { createAesSecretBox } from '@neighbourhood/shared/sealing/aes-secret-box';
import { fakeCall } from '@neighbourhood/shared/testing/fake-call';
import { type CloudEvent } from '@neighbourhood/shared/events/cloud-event';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type TenantEvent } from '../src/domain/tenant-event.ts';
import { createMemoryHooks } from '../src/repository/memory-hooks.ts';
import { createCreateHook } from '../src/usecase/hooks/create-hook.ts';
import { createDeleteHook } from '../src/usecase/hooks/delete-hook.ts';
import { createGetHook, createListHooks } from '../src/usecase/hooks/read-hooks.ts';
import { type ProviderWebhooks, type WebhookToVerify } from '../src/usecase/hooks/ports.ts';
import { createReceiveHook, type ReceiveRequest } from '../src/usecase/hooks/receive-hook.ts';
import { createRotateHookSecret, createRotateHookToken } from '../src/usecase/hooks/rotate-hook.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const all = ['read', 'write', 'delete'].map(verb => `workflow:${verb}`);

function createService() {
  const clock = { now: new Date('2026-01-01T00:00:00Z') };
  const logged: unknown[] = [];
  const note = (fields: object, message: string) => void logged.push(fields, message);
  const log = { debug: note, info: note, warn: note, error: note };
  const workspaceId = newId('wsp');
  const published: { workspaceId: string; event: TenantEvent }[] = [];
  const announced: (CloudEvent | undefined)[] = [];
  const asked: WebhookToVerify[] = [];
  // What the catalogue would say of a provider whose messages are proven by a header.
  const providerWebhooks: ProviderWebhooks = {
    async proofOf(_hook, provider) {
      if (provider === 'github') return { signature: 'hmac' };
      if (provider === 'discord') return { signature: 'ed25519' };
      if (provider === 'outlook') return { signature: 'token', query: 'token' };
      throw new AppError('conflict', 'PROVIDER.NO_WEBHOOKS', 'none');
    },
    async verify(_hook, message) {
      asked.push(message);
      const { 'x-proof': proof = '', 'x-asks': asks } = message.headers;
      if (!message.secrets.includes(proof)) return undefined;
      if (asks !== undefined) return { answer: { contentType: 'text/plain', body: asks } };
      const { type, account } = JSON.parse(message.body.toString()) as Record<'type' | 'account', string>;
      return { event: { type, delivery: 'd-1', account, connectionId: 'con_1', endUserId: 'eu-9' } };
    },
  };
  const hooks = createMemoryHooks();
  const deps = {
    hooks,
    providerWebhooks,
    publicUrl: 'https://api.test',
    box: createAesSecretBox({ current: 'a', keys: { a: key } }, 'test'),
    hookLimits: { most: 2, toleranceMs: 300_000 },
    eventPublisher: {
      publish: async (to: string, event: TenantEvent, announcement?: CloudEvent) => {
        published.push({ workspaceId: to, event });
        announced.push(announcement);
      },
    },
    eventLimits: { maxBytes: 1_000 },
    now: () => clock.now,
  };
  const receive = createReceiveHook(deps);
  return {
    ...{ announced, asked, clock, logged, published, hooks, workspaceId },
    call: (permissions: readonly string[] = all) => fakeCall({ workspaceId, permissions, log }),
    create: createCreateHook(deps),
    get: createGetHook(deps),
    list: createListHooks(deps),
    remove: createDeleteHook(deps),
    rotateToken: createRotateHookToken(deps),
    rotateSecret: createRotateHookSecret(deps),
    receive: (more: Partial<ReceiveRequest>) => received(more),
    send: async (more: Partial<ReceiveRequest>) => (await received(more)).eventId,
  };

  function received(more: Partial<ReceiveRequest>) {
    return receive(
      {
        ...{ workspaceId, path: 'orders', token: '', id: '', timestamp: '', signature: '' },
        ...{ method: 'POST', query: '', headers: {} },
        ...{ contentType: 'application/json', body: Buffer.from('{"n":1}'), ...more },
      },
      fakeCall({ kind: 'anonymous', workspaceId: undefined, log }),
    );
  }
}

let service: ReturnType<typeof createService>;
beforeEach(() => {
  service = createService();
});

const refusal = { kind: 'unauthenticated', code: 'HOOK.UNAUTHENTICATED' };

function signed(secret: string, at: Date, body = '{"n":1}', id = 'msg_1') {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const mac = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'));
  const signature = `v1,${mac.update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  return { id, timestamp, signature, body: Buffer.from(body) };
}

it('makes what has a good token an event of the hook, for its end user whatever the body says', async () => {
  const { create, send, call, published, workspaceId } = service;
  const { token } = await create({ path: 'orders', eventType: 'order.placed', endUserId: 'eu-1' }, call());
  const id = await send({ token, body: Buffer.from('{"endUserId":"eu-2","enduserid":"eu-3"}') });
  expect(published).toEqual([
    {
      workspaceId,
      event: {
        specversion: '1.0',
        id,
        source: `/workspaces/${workspaceId}/hooks/orders`,
        type: 'order.placed',
        time: '2026-01-01T00:00:00.000Z',
        enduserid: 'eu-1',
        datacontenttype: 'application/json',
        data: { endUserId: 'eu-2', enduserid: 'eu-3' },
      },
    },
  ]);
});

it('takes a good signature, and gives the same event for the same webhook-id', async () => {
  const { create, send, call, published, clock } = service;
  const { secret, token } = await create({ path: 'orders' }, call());
  const first = await send(signed(secret, clock.now));
  clock.now = new Date(clock.now.getTime() + 60_000);
  const again = await send(signed(secret, clock.now));
  const other = await send(signed(secret, clock.now, '{"n":1}', 'msg_2'));
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(await send({ token, id: 'msg_1' })).toBe(first);
  expect(new Set(published.map(({ event }) => `${event.source} ${event.id}`)).size).toBe(2);
  expect(published[0]!.event).toMatchObject({ type: 'hook.received' });
  expect('enduserid' in published[0]!.event).toBe(false);
});

it('without a webhook-id every message is an event of its own', async () => {
  const { create, send, call } = service;
  const { token } = await create({ path: 'orders' }, call());
  expect(await send({ token })).not.toBe(await send({ token }));
});

it('refuses everything else in the same words, and publishes nothing', async () => {
  const { create, send, call, clock, published } = service;
  const { secret, token } = await create({ path: 'orders' }, call());
  const good = signed(secret, clock.now);
  const tries: Partial<ReceiveRequest>[] = [
    {},
    { token: `${token}x` },
    { token, path: 'others' },
    { token, workspaceId: newId('wsp') },
    { ...good, body: Buffer.from('{"n":2}') },
    { ...good, id: 'msg_2' },
    signed(secret, new Date(clock.now.getTime() - 400_000)),
    signed('whsec_AAAA', clock.now),
    { token: 'wrong', contentType: 'image/png', body: Buffer.alloc(5_000) },
  ];
  const answers = await Promise.all(tries.map(each => send(each).catch((error: unknown) => error)));
  expect(answers).toEqual(tries.map(() => expect.objectContaining(refusal) as unknown));
  expect(new Set(answers.map(error => (error as Error).message)).size).toBe(1);
  expect(published).toEqual([]);
});

it('tells who may send what is wrong with a body', async () => {
  const { create, send, call, published } = service;
  const { token } = await create({ path: 'orders' }, call());
  await expect(send({ token, body: Buffer.from('{"n":') })).rejects.toMatchObject({
    code: 'REQUEST.MALFORMED',
  });
  for (const length of [990, 2_000])
    await expect(send({ token, body: Buffer.from(`"${'x'.repeat(length)}"`) })).rejects.toMatchObject({
      kind: 'payloadTooLarge',
    });
  await expect(send({ token, contentType: 'image/png' })).rejects.toMatchObject({
    kind: 'unsupportedMediaType',
  });
  expect(published).toEqual([]);
});

it('keeps the old token and secret for as long as told, and no longer', async () => {
  const { create, send, call, clock, rotateToken, rotateSecret } = service;
  const { hook, token, secret } = await create({ path: 'orders' }, call());
  const { id } = hook;
  const newToken = await rotateToken({ id, overlapSeconds: 60 }, call());
  const newSecret = await rotateSecret({ id, overlapSeconds: 60 }, call());
  expect(newToken.previousExpiresAt.toISOString()).toBe('2026-01-01T00:01:00.000Z');
  const good = async () => [
    ...(await Promise.all(
      [
        { token },
        { token: newToken.token },
        signed(secret, clock.now),
        signed(newSecret.secret, clock.now),
      ].map(each =>
        send(each).then(
          () => true,
          () => false,
        ),
      ),
    )),
  ];
  expect(await good()).toEqual([true, true, true, true]);
  clock.now = new Date(clock.now.getTime() + 60_000);
  expect(await good()).toEqual([false, true, false, true]);
  await rotateToken({ id, overlapSeconds: 0 }, call());
  expect(await good()).toEqual([false, false, false, true]);
  await service.remove({ id }, call());
  expect(await good()).toEqual([false, false, false, false]);
});

it('stores neither token nor secret as they are, and logs none', async () => {
  const { create, send, call, hooks, logged, clock, workspaceId, rotateSecret } = service;
  const { hook, token, secret } = await create({ path: 'orders' }, call());
  const rotated = await rotateSecret({ id: hook.id }, call());
  await send({ token });
  await send(signed(secret, clock.now));
  await send({ token: 'wrong-token' }).catch(() => undefined);
  const seen = JSON.stringify([await hooks.list(workspaceId, { limit: 10 }), logged]);
  for (const text of [token, secret, secret.slice(6), rotated.secret, 'wrong-token', '"n"'])
    expect(seen).not.toContain(text);
  expect(seen).toContain(hook.id);
});

it.each([
  [{ path: 'Orders' }, 'path'],
  [{ path: '' }, 'path'],
  [{ path: 'a/b' }, 'path'],
  [{ path: 'x'.repeat(101) }, 'path'],
  [{ path: 'a', endUserId: 'a\nb' }, 'endUserId'],
  [{ path: 'a', endUserId: 'x'.repeat(201) }, 'endUserId'],
  [{ path: 'a', eventType: 'x'.repeat(257) }, 'eventType'],
  [{ path: 'a', description: 'x'.repeat(501) }, 'description'],
])('refuses %j', async (request, path) => {
  await expect(service.create(request, service.call())).rejects.toMatchObject({
    code: 'REQUEST.INVALID',
    fields: [{ path }],
  });
});

it('refuses types of the platform, paths that are taken, and more than a workspace may have', async () => {
  const { create, call } = service;
  for (const eventType of ['approval.decided', 'connection.created', 'io.serverlessworkflow.x'])
    await expect(create({ path: 'a', eventType }, call())).rejects.toMatchObject({
      code: 'EVENT.TYPE_RESERVED',
    });
  await create({ path: 'a' }, call());
  await expect(create({ path: 'a' }, call())).rejects.toMatchObject({ code: 'HOOK.EXISTS' });
  await create({ path: 'b' }, call());
  await expect(create({ path: 'c' }, call())).rejects.toMatchObject({ code: 'HOOK.LIMIT_REACHED' });
});

it('needs permissions, and hides hooks of others', async () => {
  const { create, get, list, remove, rotateToken, rotateSecret, call } = service;
  const { hook } = await create({ path: 'a' }, call());
  const { id } = hook;
  const none = call([]);
  const uses = [
    () => create({ path: 'b' }, none),
    () => get({ id }, none),
    () => list({ limit: 1 }, none),
    () => remove({ id }, none),
    () => rotateToken({ id }, none),
    () => rotateSecret({ id }, none),
  ];
  for (const use of uses) await expect(use()).rejects.toMatchObject({ code: 'AUTH.FORBIDDEN' });
  const other = fakeCall({ permissions: all });
  for (const use of [get, remove, rotateToken, rotateSecret])
    await expect(use({ id }, other)).rejects.toMatchObject({ code: 'HOOK.NOT_FOUND' });
  expect(await list({ limit: 10 }, other)).toEqual([]);
  expect((await list({ limit: 10 }, call())).map(each => each.id)).toEqual([id]);
  await expect(rotateToken({ id, overlapSeconds: 604_801 }, call())).rejects.toMatchObject({
    fields: [{ path: 'overlapSeconds' }],
  });
});

describe('a hook of a provider', () => {
  const body = Buffer.from('{"type":"issue opened","account":"acc-1"}');
  const secret = 'what-github-was-told';
  const good = { path: 'github', body, headers: { 'x-proof': secret } };

  it('makes what the provider proves its event, whose account tells whose it is', async () => {
    const { create, receive, call, published, announced, asked, workspaceId } = service;
    const made = await create({ path: 'github', provider: 'github', secret }, call());
    expect(made).toMatchObject({
      token: '',
      secret: '',
      hook: { eventType: 'provider.github.*', tokens: [] },
    });
    const first = await receive({ ...good, query: 'a=1' });
    expect(first).toEqual({ eventId: expect.any(String) as string, reply: { contentType: '', body: '' } });
    expect(await receive(good)).toEqual(first);
    expect(asked[0]).toMatchObject({
      url: `https://api.test/api/v1/hooks/${workspaceId}/github?a=1`,
      method: 'POST',
      secrets: [secret],
    });
    expect(published[0]!.event).toMatchObject({
      id: first.eventId,
      type: 'provider.github.issue_opened',
      source: `/workspaces/${workspaceId}/hooks/github`,
      subject: 'acc-1',
      connectionid: 'con_1',
      enduserid: 'eu-9',
      data: { type: 'issue opened', account: 'acc-1' },
    });
    expect(announced[0]).toMatchObject({
      id: first.eventId,
      type: 'provider.github.issue_opened',
      workspaceId,
      data: { provider: 'github', account: 'acc-1', connectionId: 'con_1', endUserId: 'eu-9' },
    });
    expect(new Set(published.map(({ event }) => event.id)).size).toBe(1);
  });

  it('has the end user that it was made for, whatever the account says', async () => {
    const { create, receive, call, published } = service;
    await create({ path: 'github', provider: 'github', secret, endUserId: 'eu-1' }, call());
    await receive(good);
    expect(published[0]!.event['enduserid']).toBe('eu-1');
  });

  it('refuses what is not proven in the words of every hook, and publishes nothing', async () => {
    const { create, receive, call, published } = service;
    await create({ path: 'github', provider: 'github', secret }, call());
    const tries: Partial<ReceiveRequest>[] = [
      { ...good, headers: {} },
      { ...good, headers: { 'x-proof': 'another' } },
      { ...good, workspaceId: newId('wsp') },
      { ...good, path: 'unknown' },
      { ...good, token: secret, headers: {} },
    ];
    for (const each of tries) await expect(receive(each)).rejects.toMatchObject(refusal);
    await expect(
      receive({ ...good, body: Buffer.from(`{"type":"${'x'.repeat(2_000)}"}`) }),
    ).rejects.toMatchObject({
      kind: 'payloadTooLarge',
    });
    await expect(receive({ ...good, contentType: 'image/png' })).rejects.toMatchObject({
      kind: 'unsupportedMediaType',
    });
    expect(published).toEqual([]);
  });

  it('answers what the provider asks, which is no event', async () => {
    const { create, receive, call, published } = service;
    await create({ path: 'github', provider: 'github', secret }, call());
    const headers = { 'x-proof': secret, 'x-asks': 'there?' };
    expect(await receive({ ...good, method: 'GET', body: Buffer.alloc(0), headers })).toEqual({
      reply: { contentType: 'text/plain', body: 'there?' },
    });
    expect(published).toEqual([]);
  });

  it('takes two secrets during a rotation, and shows only what was made here', async () => {
    const { create, receive, call, clock, rotateSecret, rotateToken } = service;
    const { hook, secret: own } = await create({ path: 'github', provider: 'github' }, call());
    expect(own).toMatch(/^[\da-f]{64}$/);
    const rotated = await rotateSecret({ id: hook.id, secret, overlapSeconds: 60 }, call());
    expect(rotated.secret).toBe('');
    const tryWith = async (proof: string) =>
      receive({ ...good, headers: { 'x-proof': proof } }).then(
        () => true,
        () => false,
      );
    expect([await tryWith(own), await tryWith(secret)]).toEqual([true, true]);
    clock.now = new Date(clock.now.getTime() + 61_000);
    expect([await tryWith(own), await tryWith(secret)]).toEqual([false, true]);
    await expect(rotateToken({ id: hook.id }, call())).rejects.toMatchObject({ code: 'HOOK.NO_TOKEN' });
  });

  it('shows the secret in the address where the provider brings it along there', async () => {
    const { create, call, rotateSecret } = service;
    const made = await create({ path: 'mail', provider: 'outlook' }, call());
    expect(made.query).toBe(`token=${made.secret}`);
    const rotated = await rotateSecret({ id: made.hook.id, secret: 'a b&c' }, call());
    expect(rotated).toMatchObject({ secret: '', query: 'token=a+b%26c' });
  });

  it('is refused with what cannot be', async () => {
    const { create, call } = service;
    const path = 'github';
    await expect(create({ path, provider: 'nothing' }, call())).rejects.toMatchObject({
      code: 'PROVIDER.NO_WEBHOOKS',
    });
    for (const request of [
      { provider: 'github', eventType: 'a' },
      { provider: 'github', secret: 'x'.repeat(1_001) },
      { provider: 'github', secret: 'a\nb' },
      { provider: 'discord' },
      { provider: 'discord', secret: 'no key' },
      { secret: 'mine' },
    ])
      await expect(create({ path, ...request }, call())).rejects.toMatchObject({ code: 'REQUEST.INVALID' });
  });
});
