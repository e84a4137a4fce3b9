import { type Sandbox, startSandbox } from '@neighbourhood/sandbox-provider/sandbox';
import type { Call } from '@neighbourhood/shared/call/call';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { act, callIn, connect, createTestApp, newWorkspace } from './harness.ts';

let sandbox: Sandbox;
let made: Awaited<ReturnType<typeof createTestApp>>;
let mine: Call;
let theirs: Call;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  made = await createTestApp(sandbox);
  [mine, theirs] = [callIn(newWorkspace()), callIn(newWorkspace())];
});
afterEach(() => made.close());

const notFound = { kind: 'notFound', code: 'CONNECTION.NOT_FOUND' };

test('a workspace cannot see, use or end another one’s connection', async () => {
  const { app } = made;
  const { id: connectionId } = await connect(app, mine);
  await expect(app.getConnection({ connectionId }, theirs)).rejects.toMatchObject(notFound);
  await expect(app.executeAction(act(connectionId, 'list-notes'), theirs)).rejects.toMatchObject(notFound);
  await expect(app.revokeIntegration({ connectionId }, theirs)).rejects.toMatchObject(notFound);
  const ask = { endUserId: 'ann', provider: 'sandbox' };
  await expect(app.resolveConnection(ask, theirs)).rejects.toMatchObject(notFound);
  await expect(app.executeAction(act('', 'list-notes', {}, ask), theirs)).rejects.toMatchObject(notFound);
  const all = { endUserId: '', provider: '', pageSize: 0, pageToken: '' };
  expect(await app.listConnections(all, theirs)).toEqual({ connections: [], nextPageToken: '' });
  expect((await app.getConnection({ connectionId }, mine)).status).toBe('active');
});

test('an idempotency key of one workspace says nothing in another', async () => {
  const { app } = made;
  const note = { title: 'Secret', body: 'mine' };
  const keyed = { idempotencyKey: 'same' };
  const { id: my } = await connect(app, mine, { endUserId: 'ann' });
  const { id: their } = await connect(app, theirs, { endUserId: 'bob' });
  const first = await app.executeAction(act(my, 'create-note', note, keyed), mine);
  const second = await app.executeAction(act(their, 'create-note', note, keyed), theirs);
  expect((second.output as { id: string }).id).not.toBe((first.output as { id: string }).id);
});

describe('listing connections', () => {
  const all = { endUserId: '', provider: '', pageSize: 0, pageToken: '' };

  test('gives pages, newest first, and filters', async () => {
    const { app } = made;
    const ids: string[] = [];
    for (const endUserId of ['ann', 'bob', 'cem']) ids.unshift((await connect(app, mine, { endUserId })).id);
    const first = await app.listConnections({ ...all, pageSize: 2 }, mine);
    expect(first.connections.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const second = await app.listConnections({ ...all, pageSize: 2, pageToken: first.nextPageToken }, mine);
    expect(second).toMatchObject({ connections: [{ id: ids[2] }], nextPageToken: '' });

    await app.revokeIntegration({ connectionId: ids[0]! }, mine);
    const active = await app.listConnections({ ...all, status: 'active' }, mine);
    expect(active.connections.map(({ endUserId }) => endUserId)).toEqual(['bob', 'ann']);
    expect((await app.listConnections({ ...all, endUserId: 'bob' }, mine)).connections).toHaveLength(1);
    expect((await app.listConnections({ ...all, provider: 'slack' }, mine)).connections).toEqual([]);
  });

  test.each([
    ['a page of 101', { pageSize: 101 }, 'limit'],
    ['a page of -1', { pageSize: -1 }, 'limit'],
    ['a made-up cursor', { pageToken: '%%%' }, 'cursor'],
  ])('refuses %s', async (_name, change, path) => {
    await expect(made.app.listConnections({ ...all, ...change }, mine)).rejects.toMatchObject({
      code: 'REQUEST.INVALID',
      fields: [{ path }],
    });
  });
});

describe('resolving a connection', () => {
  const ask = { endUserId: 'ann', provider: 'sandbox' };

  test('finds the only active one', async () => {
    const { id } = await connect(made.app, mine);
    expect((await made.app.resolveConnection(ask, mine)).id).toBe(id);
    await made.app.revokeIntegration({ connectionId: id }, mine);
    await expect(made.app.resolveConnection(ask, mine)).rejects.toMatchObject(notFound);
  });

  test('refuses to choose between several', async () => {
    const { app, connections } = made;
    const one = await connect(app, mine);
    const other = { ...one, id: newId('con'), account: { id: 'second', name: '' } };
    const sealed = (await connections.findCredentials(one.workspaceId, one.id))!.sealed;
    await connections.save(other, sealed, undefined, made.events[0]!);
    await expect(app.resolveConnection(ask, mine)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'CONNECTION.AMBIGUOUS',
    });
  });

  test('names an unknown provider', async () => {
    await expect(made.app.resolveConnection({ ...ask, provider: 'nowhere' }, mine)).rejects.toMatchObject({
      code: 'PROVIDER.NOT_FOUND',
    });
  });
});
