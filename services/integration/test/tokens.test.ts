import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Call } from '@neighbourhood/shared/call/call';
import { createMemoryDataKeys } from './fakes/memory-data-keys.ts';
import { act, callIn, cipherOn, connect, createTestApp, newWorkspace } from './harness.ts';

let sandbox: Sandbox;
let call: Call;
let replicas: Awaited<ReturnType<typeof createTestApp>>[];

beforeEach(async () => {
  sandbox = await startSandbox();
  call = callIn(newWorkspace());
  replicas = [];
});
afterEach(async () => {
  await Promise.all(replicas.map(replica => replica.close()));
  await sandbox.stop();
});

async function start(given: Parameters<typeof createTestApp>[1] = {}) {
  const replica = await createTestApp(sandbox, given);
  replicas.push(replica);
  return replica;
}

const refreshes = () => sandbox.stats().token['refresh_token'] ?? { succeeded: 0, failed: 0 };
/** A clock that is ahead: tokens of 60 seconds are over. */
const later = (seconds: number) => () => new Date(Date.now() + seconds * 1_000);

describe('an access token', () => {
  test('is used as long as it lasts', async () => {
    const { app } = await start();
    const { id } = await connect(app, call);
    await app.executeAction(act(id, 'list-notes'), call);
    await app.executeAction(act(id, 'list-notes'), call);
    expect(refreshes()).toEqual({ succeeded: 0, failed: 0 });
  });

  test('is refreshed before it ends', async () => {
    let ahead = 0;
    const { app } = await start({ now: () => later(ahead)() });
    const { id } = await connect(app, call);
    ahead = 59.5;
    await app.executeAction(act(id, 'list-notes'), call);
    expect(refreshes()).toEqual({ succeeded: 1, failed: 0 });
  });

  test('that many callers find over is refreshed once', async () => {
    let ahead = 0;
    const { app } = await start({ now: () => later(ahead)() });
    const { id } = await connect(app, call);
    ahead = 61;
    const done = await Promise.all(
      Array.from({ length: 50 }, () =>
        app.executeAction(act(id, 'create-note', { title: 'a', body: 'b' }), call),
      ),
    );
    expect(done).toHaveLength(50);
    expect(refreshes()).toEqual({ succeeded: 1, failed: 0 });
    expect((await app.getConnection({ connectionId: id }, call)).status).toBe('active');
  });

  test('that the provider refuses early is refreshed once, and the action runs all the same', async () => {
    const cipher = cipherOn(createMemoryDataKeys());
    const { app, connections } = await start({ cipher });
    const { id, workspaceId } = await connect(app, call);
    const current = (await connections.findCredentials(workspaceId, id))!;
    const values = JSON.parse(await cipher.open(workspaceId, id, current.sealed)) as object;
    const stale = JSON.stringify({ ...values, accessToken: 'no longer good' });
    const claim = (await connections.claimRenewal(workspaceId, id, current.version, 60))!;
    const sealed = await cipher.seal(workspaceId, id, stale);
    await connections.renew(workspaceId, id, claim, { sealed, expiresAt: current.expiresAt! });

    const note = { title: 'a', body: 'b' };
    const done = await Promise.all(
      [1, 2, 3].map(() => app.executeAction(act(id, 'create-note', note), call)),
    );
    expect(done.map(({ attempts }) => attempts)).toEqual([2, 2, 2]);
    expect(refreshes()).toEqual({ succeeded: 1, failed: 0 });
    expect(
      ((await app.executeAction(act(id, 'list-notes'), call)).output as { notes: [] }).notes,
    ).toHaveLength(3);
  });
});

describe('a grant that the provider ended', () => {
  test('makes the connection need a new authorization, tells it once, and comes back by authorising', async () => {
    let ahead = 0;
    const { app, events } = await start({ now: () => later(ahead)() });
    const { id } = await connect(app, call);
    const { url } = sandbox;
    await sandbox.stop();
    sandbox = await startSandbox({ port: Number(new URL(url).port) });
    ahead = 61;

    const outcomes = await Promise.allSettled(
      [1, 2, 3].map(() => app.executeAction(act(id, 'list-notes'), call)),
    );
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ reason: { code: 'CONNECTION.NEEDS_REAUTH', kind: 'conflict' } });
    }
    expect(await app.getConnection({ connectionId: id }, call)).toMatchObject({
      status: 'needsReauth',
      statusReason: 'invalid_grant',
    });
    expect(events.filter(({ type }) => type === 'connection.needs_reauth')).toMatchObject([
      { data: { connectionId: id, reason: 'invalid_grant' } },
    ]);
    // Whoever comes now is told without the provider being asked.
    const asked = refreshes().failed;
    await expect(app.executeAction(act(id, 'list-notes'), call)).rejects.toMatchObject({
      code: 'CONNECTION.NEEDS_REAUTH',
    });
    expect(refreshes().failed).toBe(asked);

    expect((await connect(app, call)).id).toBe(id);
    await expect(app.executeAction(act(id, 'list-notes'), call)).resolves.toMatchObject({ attempts: 1 });
  });
});

describe('a token endpoint that is down', () => {
  test('leaves the connection as it is', async () => {
    let ahead = 0;
    const { app } = await start({ now: () => later(ahead)() });
    const { id } = await connect(app, call);
    const { url } = sandbox;
    await sandbox.stop();
    ahead = 61;
    await expect(app.executeAction(act(id, 'list-notes'), call)).rejects.toMatchObject({
      code: 'PROVIDER.UNAVAILABLE',
    });
    expect((await app.getConnection({ connectionId: id }, call)).status).toBe('active');
    sandbox = await startSandbox({ port: Number(new URL(url).port) });
  });
});

describe('revoking a connection', () => {
  test('ends it at the provider and here, and changes nothing the second time', async () => {
    const { app, events, connections } = await start();
    const { id, workspaceId } = await connect(app, call);
    expect(await app.revokeIntegration({ connectionId: id }, call)).toEqual({ revokedAtProvider: true });
    expect(sandbox.stats().revocations).toBe(1);
    expect(await connections.findCredentials(workspaceId, id)).toBeUndefined();
    expect(await app.getConnection({ connectionId: id }, call)).toMatchObject({ status: 'revoked' });
    await expect(app.executeAction(act(id, 'list-notes'), call)).rejects.toMatchObject({
      code: 'CONNECTION.NOT_FOUND',
    });

    expect(await app.revokeIntegration({ connectionId: id }, call)).toEqual({ revokedAtProvider: false });
    expect(sandbox.stats().revocations).toBe(1);
    expect(events.filter(({ type }) => type === 'connection.revoked')).toHaveLength(1);
  });

  test('works while the provider is down', async () => {
    const { app } = await start();
    const { id } = await connect(app, call);
    const { url } = sandbox;
    await sandbox.stop();
    expect(await app.revokeIntegration({ connectionId: id }, call)).toEqual({ revokedAtProvider: false });
    expect((await app.getConnection({ connectionId: id }, call)).status).toBe('revoked');
    sandbox = await startSandbox({ port: Number(new URL(url).port) });
  });
});
