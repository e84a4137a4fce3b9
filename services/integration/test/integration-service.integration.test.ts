import type { Call } from '@neighbourhood/shared/call/call';
import { fromTimestamp, fromValue, toValue } from '@neighbourhood/shared/grpc/wire';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { newWorkspace } from './harness.ts';
import { startPlatform } from './integration-process.ts';

let platform: Awaited<ReturnType<typeof startPlatform>>;
let call: Call;

beforeAll(async () => {
  platform = await startPlatform();
  call = await platform.callOf(newWorkspace());
  await eventually(async () => (await platform.client.ListProviders({}, call)).providers.length > 0, {
    timeoutMs: 90_000,
    what: () => `the integration service\n${platform.output()}`,
  });
});
afterAll(() => platform.stop());
beforeEach(async () => {
  call = await platform.callOf(newWorkspace());
  platform.world.refusal = undefined;
});

const wanted = { provider: 'sandbox', endUserId: 'ann' };

/** The way of a browser: our page, the provider's, and back with the code. */
async function authorize(redirectUri = '') {
  const { client } = platform;
  const { url, state } = await client.GetAuthURL({ ...wanted, redirectUri }, call);
  const { authorizationUrl, browserBinding } = await client.StartConnection(
    { token: url.split('/').at(-1)! },
    await platform.callOf('', { kind: 'anonymous' }),
  );
  const answer = await fetch(authorizationUrl, { redirect: 'manual' });
  const code = new URL(answer.headers.get('location')!).searchParams.get('code')!;
  return { code, state, browserBinding };
}

async function connect(): Promise<string> {
  const { connection } = await platform.client.ExchangeCode(await authorize(), call);
  return connection!.id;
}

const eventsOf = (id: string) =>
  platform.world.events.filter(({ subject }) => subject === id).map(({ type }) => type);

describe('the integration service through two sidecars', () => {
  test('lists the catalogue, with what is enabled', async () => {
    const { client } = platform;
    const { providers } = await client.ListProviders({ pageSize: 100 }, call);
    expect(providers.map(({ id, enabled }) => [id, enabled])).toEqual(
      expect.arrayContaining([
        ['github', false],
        ['google-drive', false],
        ['microsoft-outlook', false],
        ['sandbox', true],
        ['slack', false],
        ['stripe', true],
        ['twilio', true],
      ]),
    );
    const first = await client.ListProviders({ pageSize: 6 }, call);
    const rest = await client.ListProviders({ pageSize: 100, pageToken: first.nextPageToken }, call);
    expect([...first.providers, ...rest.providers].slice(0, providers.length)).toEqual(providers);
    expect((await client.ListProviders({ query: 'slack CHANNELS' }, call)).providers).toHaveLength(1);
    const payment = (await client.ListProviders({ category: 'payment' }, call)).providers;
    expect(payment.find(({ id }) => id === 'stripe')).toMatchObject({
      authType: 'AUTH_TYPE_API_KEY',
      connectionFields: [{ name: 'apiKey', secret: true }],
    });
    expect(payment.map(({ id }) => id)).not.toContain('slack');

    const { provider } = await client.GetProvider({ provider: 'sandbox' }, call);
    const action = provider!.actions.find(({ id }) => id === 'create-note')!;
    expect(fromValue(action.inputSchema)).toMatchObject({ required: ['title', 'body'] });
    await expect(client.GetProvider({ provider: 'nowhere' }, call)).rejects.toMatchObject({
      kind: 'notFound',
      code: 'PROVIDER.NOT_FOUND',
    });
    expect(await client.GetProviderStatus({ provider: 'sandbox' }, call)).toMatchObject({
      available: true,
      circuit: 'CIRCUIT_STATE_CLOSED',
      rateLimited: false,
    });
  });

  test('connects, acts with consent, stops without it, and ends the connection', async () => {
    const { client, world, sandbox } = platform;
    const { connection, redirectUri } = await client.ExchangeCode(
      await authorize('https://app.example/done'),
      call,
    );
    const id = connection!.id;
    expect(connection).toMatchObject({
      provider: 'sandbox',
      endUserId: 'ann',
      status: 'CONNECTION_STATUS_ACTIVE',
      account: { id: 'ann' },
    });
    expect(redirectUri).toBe(`https://app.example/done?connectionId=${id}`);

    const input = toValue({ title: 'Milk', body: 'two litres' });
    const request = { connectionId: id, action: 'create-note', input };
    const done = await client.ExecuteAction(request, call, { idempotencyKey: 'once' });
    expect(fromValue(done.output)).toMatchObject({ title: 'Milk', body: 'two litres' });
    expect(done).toMatchObject({ attempts: 1, connectionId: id });
    expect(fromTimestamp(done.executedAt)?.getTime()).toBeLessThanOrEqual(Date.now());
    const again = await client.ExecuteAction(request, call, { idempotencyKey: 'once' });
    expect(again).toEqual(done);
    expect(sandbox.stats().api['POST /api/notes']).toBe(1);
    expect(world.asked.at(-1)?.identity).toMatchObject({ ...call.identity });

    world.refusal = 'REFUSAL_REASON_REVOKED';
    await expect(client.ExecuteAction(request, call)).rejects.toMatchObject({
      kind: 'permissionDenied',
      code: 'CONSENT.REQUIRED',
      metadata: { reason: 'revoked' },
    });
    world.refusal = undefined;

    expect(await client.RevokeIntegration({ connectionId: id }, call)).toEqual({ revokedAtProvider: true });
    await expect(client.ExecuteAction(request, call)).rejects.toMatchObject({ code: 'CONNECTION.NOT_FOUND' });
    await eventually(() => eventsOf(id).length >= 3, { what: 'three events' });
    expect(eventsOf(id)).toEqual(['connection.created', 'action.executed', 'connection.revoked']);
    expect(platform.output()).not.toMatch(/"level":"?(error|50)/);
    expect(platform.output()).not.toContain(sandbox.clientSecret);
  });

  test('tells a provider’s failures apart, with codes, and never lets a sidecar repeat them', async () => {
    const { client, sandbox } = platform;
    const id = await connect();
    const respond = (input: object) =>
      client.ExecuteAction({ connectionId: id, action: 'respond', input: toValue(input) }, call);
    await expect(respond({ status: 422 })).rejects.toMatchObject({ code: 'PROVIDER.ERROR', httpStatus: 502 });
    const before = sandbox.stats().api['POST /api/respond']!;
    await expect(respond({ status: 503 })).rejects.toMatchObject({
      code: 'PROVIDER.UNAVAILABLE',
      httpStatus: 503,
      metadata: { attempts: '3' },
    });
    expect(sandbox.stats().api['POST /api/respond']).toBe(before + 3);
    await expect(respond({ status: 429, retryAfter: 60 })).rejects.toMatchObject({
      code: 'PROVIDER.RATE_LIMITED',
      httpStatus: 429,
      retryAfterSeconds: 60,
    });
  });

  test('keeps workspaces apart', async () => {
    const { client } = platform;
    const connectionId = await connect();
    const foreign = await platform.callOf(newWorkspace());
    const notFound = { kind: 'notFound', code: 'CONNECTION.NOT_FOUND' };
    await expect(client.GetConnection({ connectionId }, foreign)).rejects.toMatchObject(notFound);
    await expect(client.RevokeIntegration({ connectionId }, foreign)).rejects.toMatchObject(notFound);
    await expect(client.ResolveConnection(wanted, foreign)).rejects.toMatchObject(notFound);
    await expect(
      client.ExecuteAction({ connectionId, action: 'list-notes', input: toValue({}) }, foreign),
    ).rejects.toMatchObject(notFound);
    expect((await client.ListConnections({}, foreign)).connections).toEqual([]);
    expect((await client.ListConnections({}, call)).connections).toMatchObject([{ id: connectionId }]);
    expect((await client.ResolveConnection(wanted, call)).connection?.id).toBe(connectionId);
  });

  test('answers wrong requests with their codes, not with an internal error', async () => {
    const { client } = platform;
    const refused = (code: string) => ({ kind: 'invalidArgument', code });
    await expect(client.GetAuthURL({ ...wanted, endUserId: 'a\0' }, call)).rejects.toMatchObject(
      refused('REQUEST.INVALID'),
    );
    await expect(
      client.GetAuthURL({ ...wanted, redirectUri: 'https://evil.example' }, call),
    ).rejects.toMatchObject(refused('CONNECTION.REDIRECT_NOT_ALLOWED'));
    for (const state of ['', '\0', 'x'.repeat(43), '../../other']) {
      await expect(client.ExchangeCode({ code: 'c', state }, call)).rejects.toMatchObject(
        refused('CONNECTION.INVALID_STATE'),
      );
    }
    for (const token of ['', '\0', 'x'.repeat(1_000)]) {
      await expect(client.StartConnection({ token }, call)).rejects.toMatchObject(
        refused('CONNECTION.INVALID_STATE'),
      );
    }
    for (const change of [{ endUserId: '\0' }, { provider: '\0' }, { pageSize: 101 }, { pageToken: 'ä' }]) {
      await expect(client.ListConnections(change, call)).rejects.toMatchObject(refused('REQUEST.INVALID'));
    }
    for (const connectionId of ['', '\0', 'con_unknown', 'nonsense']) {
      await expect(client.GetConnection({ connectionId }, call)).rejects.toMatchObject({
        code: 'CONNECTION.NOT_FOUND',
      });
    }
    await expect(client.CreateConnection({ ...wanted, provider: 'stripe' }, call)).rejects.toMatchObject(
      refused('CONNECTION.INVALID_CREDENTIALS'),
    );
    const nobody = { ...call, token: '' };
    await expect(client.ListProviders({}, nobody)).rejects.toMatchObject({
      kind: expect.stringMatching(/^(unauthenticated|permissionDenied)$/),
    });
  });

  test('ends when it is told to', async () => {
    expect(await platform.stop()).toBe(0);
  });
});
