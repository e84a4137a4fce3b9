import { newId } from '@neighbourhood/shared/ids/typed-id';
import type { Connection, Sealed } from '../../src/domain/connection.ts';
import { connected, reconnected, refused, revoked } from '../../src/domain/events.ts';
import type { Connections } from '../../src/usecase/ports.ts';

/** Subject is an adapter under test, with what it needs to be looked at. */
export interface Subject {
  connections: Connections;
  /** A data key that exists for the workspace. */
  dataKey(workspaceId: string): Promise<string>;
  /** Types of the events that were written, in order. */
  eventTypes(workspaceId: string): Promise<string[]>;
}

/** connectionsContract is what every adapter of the port Connections must do. */
export function connectionsContract(subject: () => Subject): void {
  const at = new Date('2026-01-02T03:04:05.678Z');
  const expiresAt = new Date('2026-01-02T04:04:05.678Z');

  function newConnection(change: Partial<Connection> = {}): Connection {
    return {
      id: newId('con'),
      workspaceId: newId('wsp'),
      provider: 'sandbox',
      endUserId: 'ann',
      status: 'active',
      statusReason: '',
      scopes: ['notes:read'],
      account: { id: 'ann', name: 'Ann' },
      params: {},
      connectedAt: at,
      ...change,
    };
  }

  async function sealedFor(workspaceId: string, text = 'sealed'): Promise<Sealed> {
    return { dataKeyId: await subject().dataKey(workspaceId), ciphertext: Buffer.from(text) };
  }

  async function saved(change: Partial<Connection> = {}): Promise<Connection> {
    const connection = newConnection(change);
    const sealed = await sealedFor(connection.workspaceId);
    expect(await subject().connections.save(connection, sealed, expiresAt, connected(connection))).toBe(true);
    return connection;
  }

  test('keeps a connection as it was written, with its credentials and its event', async () => {
    const { connections, eventTypes } = subject();
    const connection = await saved({ params: { site: 'x' }, scopes: ['a', 'b c'], ownClient: 'own' });
    const { workspaceId, id } = connection;
    expect(await connections.find(workspaceId, id)).toEqual(connection);
    expect(await connections.findCredentials(workspaceId, id)).toEqual({
      sealed: await sealedFor(workspaceId),
      expiresAt,
      version: expect.any(Number),
    });
    expect(await eventTypes(workspaceId)).toEqual(['connection.created']);
  });

  test('writes new credentials over the old, under a new version', async () => {
    const { connections } = subject();
    const connection = await saved();
    const { workspaceId, id } = connection;
    const before = await connections.findCredentials(workspaceId, id);
    const renewed = { ...connection, scopes: ['notes:write'] };
    await connections.save(renewed, await sealedFor(workspaceId, 'new'), undefined, reconnected(renewed));
    expect(await connections.find(workspaceId, id)).toEqual(renewed);
    const after = await connections.findCredentials(workspaceId, id);
    expect(after?.sealed.ciphertext.toString()).toBe('new');
    expect(after?.expiresAt).toBeUndefined();
    expect(after?.version).toBeGreaterThan(before!.version);
  });

  test('has one connection for an account of an end user, and finds it, revoked or not', async () => {
    const { connections, eventTypes } = subject();
    const first = await saved();
    const { workspaceId } = first;
    const twin = newConnection({ workspaceId });
    expect(await connections.save(twin, await sealedFor(workspaceId), undefined, connected(twin))).toBe(
      false,
    );
    expect(await connections.find(workspaceId, twin.id)).toBeUndefined();
    expect(await eventTypes(workspaceId)).toEqual(['connection.created']);

    await connections.revoke(first, revoked(first));
    const account = { workspaceId, provider: 'sandbox', endUserId: 'ann', accountId: 'ann' };
    expect((await connections.findByAccount(account))?.id).toBe(first.id);
    expect(await connections.findByAccount({ ...account, accountId: 'bob' })).toBeUndefined();
    expect(await connections.findByAccount({ ...account, endUserId: 'bob' })).toBeUndefined();
    expect(await connections.findByAccount({ ...account, workspaceId: newId('wsp') })).toBeUndefined();
  });

  test('lists one workspace, newest first, in pages, filtered', async () => {
    const { connections } = subject();
    const workspaceId = newId('wsp');
    const names = ['ann', 'bob', 'cem'];
    const made: Connection[] = [];
    for (const endUserId of names) made.unshift(await saved({ workspaceId, endUserId }));
    await saved();
    const ids = made.map(({ id }) => id);
    const list = async (filter: object) =>
      (await connections.list(workspaceId, { limit: 10, ...filter })).map(({ id }) => id);
    expect(await list({})).toEqual(ids);
    expect(await list({ limit: 2 })).toEqual(ids.slice(0, 2));
    expect(await list({ before: ids[0] })).toEqual(ids.slice(1));
    expect(await list({ endUserId: 'bob', provider: 'sandbox' })).toEqual([ids[1]]);
    expect(await list({ provider: 'slack' })).toEqual([]);
    await connections.revoke(made[0]!, revoked(made[0]!));
    expect(await list({ status: 'revoked' })).toEqual([ids[0]]);
    expect(await list({ status: 'active' })).toEqual(ids.slice(1));
  });

  test('shows nothing to another workspace, and lets it change nothing', async () => {
    const { connections } = subject();
    const connection = await saved();
    const { id, workspaceId } = connection;
    const foreign = { ...connection, workspaceId: newId('wsp') };
    const { version } = (await connections.findCredentials(workspaceId, id))!;
    expect(await connections.find(foreign.workspaceId, id)).toBeUndefined();
    expect(await connections.findCredentials(foreign.workspaceId, id)).toBeUndefined();
    expect(await connections.markNeedsReauth(foreign, version, 'x', refused(foreign, 'x'))).toBe(false);
    expect(await connections.revoke(foreign, revoked(foreign))).toBe(false);
    expect(await connections.claimRenewal(foreign.workspaceId, id, version, 60)).toBeUndefined();
    expect(await connections.find(workspaceId, id)).toEqual(connection);
  });

  test('lets one of many claim a renewal, whose answer is written once', async () => {
    const { connections } = subject();
    const { workspaceId, id } = await saved();
    const { version } = (await connections.findCredentials(workspaceId, id))!;
    const claims = await Promise.all(
      [1, 2, 3, 4].map(() => connections.claimRenewal(workspaceId, id, version, 60)),
    );
    const [claim, ...more] = claims.filter(each => each !== undefined);
    expect(more).toEqual([]);
    expect(claim).toMatchObject({ version, interrupted: false });
    const sealed = await sealedFor(workspaceId, 'renewed');
    const later = new Date(expiresAt.getTime() + 1_000);
    expect(await connections.renew(workspaceId, id, claim!, { sealed, expiresAt: later })).toBe(true);
    const after = (await connections.findCredentials(workspaceId, id))!;
    expect(after).toEqual({ sealed, expiresAt: later, version: expect.any(Number) });
    expect(after.version).toBeGreaterThan(version);
    expect(await connections.renew(workspaceId, id, claim!, { sealed })).toBe(false);
    expect(await connections.claimRenewal(workspaceId, id, version, 60)).toBeUndefined();
    expect(await connections.claimRenewal(workspaceId, id, after.version, 60)).toMatchObject({
      interrupted: false,
    });
  });

  test('gives a claim that ended without a word to the next one, and the late one loses', async () => {
    const { connections } = subject();
    const { workspaceId, id } = await saved();
    const { version } = (await connections.findCredentials(workspaceId, id))!;
    const late = (await connections.claimRenewal(workspaceId, id, version, -1))!;
    const next = (await connections.claimRenewal(workspaceId, id, version, 60))!;
    expect(next.interrupted).toBe(true);
    expect(next.number).toBeGreaterThan(late.number);
    expect(
      await connections.renew(workspaceId, id, late, { sealed: await sealedFor(workspaceId, 'l') }),
    ).toBe(false);
    await connections.releaseRenewal(workspaceId, id, late);
    expect(await connections.claimRenewal(workspaceId, id, version, 60)).toBeUndefined();
    expect(
      await connections.renew(workspaceId, id, next, { sealed: await sealedFor(workspaceId, 'n') }),
    ).toBe(true);
  });

  test('gives a released claim to the next one, and none where the connection is not active', async () => {
    const { connections } = subject();
    const connection = await saved();
    const { workspaceId, id } = connection;
    const { version, sealed } = (await connections.findCredentials(workspaceId, id))!;
    const claim = (await connections.claimRenewal(workspaceId, id, version, 60))!;
    await connections.releaseRenewal(workspaceId, id, claim);
    expect(await connections.claimRenewal(workspaceId, id, version, -1)).toMatchObject({
      interrupted: false,
    });
    // Authorised anew meanwhile: the answer of the old grant is worth nothing.
    const stale = (await connections.claimRenewal(workspaceId, id, version, 60))!;
    await connections.save(connection, sealed, undefined, reconnected(connection));
    expect(await connections.renew(workspaceId, id, stale, { sealed })).toBe(false);
    const now = (await connections.findCredentials(workspaceId, id))!;
    await connections.markNeedsReauth(connection, now.version, 'x', refused(connection, 'x'));
    expect(await connections.claimRenewal(workspaceId, id, now.version, 60)).toBeUndefined();
  });

  test('marks a connection whose credentials were refused, once, and not after they were renewed', async () => {
    const { connections, eventTypes } = subject();
    const connection = await saved();
    const { workspaceId, id } = connection;
    const { version, sealed } = (await connections.findCredentials(workspaceId, id))!;
    const mark = (of: number) =>
      connections.markNeedsReauth(connection, of, 'invalid_grant', refused(connection, 'invalid_grant'));
    expect(await mark(version - 1)).toBe(false);
    expect(await mark(version)).toBe(true);
    expect(await mark(version)).toBe(false);
    expect(await connections.find(workspaceId, id)).toMatchObject({
      status: 'needsReauth',
      statusReason: 'invalid_grant',
    });
    await connections.save(connection, sealed, undefined, reconnected(connection));
    expect(await mark(version)).toBe(false);
    expect(await connections.find(workspaceId, id)).toMatchObject({ status: 'active', statusReason: '' });
    expect(await eventTypes(workspaceId)).toEqual([
      'connection.created',
      'connection.needs_reauth',
      'connection.updated',
    ]);
  });

  test('destroys the credentials of a revoked connection, once', async () => {
    const { connections, eventTypes } = subject();
    const connection = await saved();
    const { workspaceId, id } = connection;
    expect(await connections.revoke(connection, revoked(connection))).toBe(true);
    expect(await connections.revoke(connection, revoked(connection))).toBe(false);
    expect(await connections.findCredentials(workspaceId, id)).toBeUndefined();
    expect((await connections.find(workspaceId, id))?.status).toBe('revoked');
    expect(await eventTypes(workspaceId)).toEqual(['connection.created', 'connection.revoked']);
  });

  test('notes when a connection was used', async () => {
    const { connections, eventTypes } = subject();
    const connection = await saved();
    await connections.recordUse(connection, at, connected(connection));
    const found = await connections.find(connection.workspaceId, connection.id);
    expect(found?.lastUsedAt).toEqual(at);
    expect(await eventTypes(connection.workspaceId)).toHaveLength(2);
  });
}
