import { newId } from '@neighbourhood/shared/ids/typed-id';
import type { Connection } from '../../src/domain/connection.ts';
import { connected, revoked } from '../../src/domain/events.ts';
import type { Connections, OwnClients, OwnProviders } from '../../src/usecase/ports.ts';

/** OwnProvidersSubject is an adapter under test with those that it shares its tables with. */
export interface OwnProvidersSubject {
  ownProviders: OwnProviders;
  ownClients: OwnClients;
  connections: Connections;
  /** A data key that exists for the workspace. */
  dataKey(workspaceId: string): Promise<string>;
  /** A definition that fits. */
  definition(id: string, name: string): object;
}

/** ownProvidersContract is what every adapter of the port OwnProviders must do. */
export function ownProvidersContract(subject: () => OwnProvidersSubject): void {
  const stays = () => false;
  const moves = () => true;

  /** A workspace with one provider, and an OAuth client there. */
  async function registered() {
    const workspace = newId('wsp');
    const { ownProviders, ownClients, dataKey, definition } = subject();
    expect(await ownProviders.add(workspace, 'ours', definition('ours', 'Ours'))).toBe('added');
    const sealed = { dataKeyId: await dataKey(workspace), ciphertext: Buffer.from('sealed') };
    await ownClients.set(workspace, 'ours', { clientId: 'one', sealed, scopes: [] });
    const replace = (change: () => boolean, name = 'Newer') =>
      ownProviders.replace(workspace, 'ours', definition('ours', name), change);
    const revision = async () => (await ownProviders.find(workspace, 'ours'))?.revision;
    return { workspace, sealed, replace, revision };
  }

  async function connect(workspaceId: string, revision: string | undefined): Promise<Connection> {
    const { connections, dataKey } = subject();
    const connection: Connection = {
      ...{ id: newId('con'), workspaceId, provider: 'ours', endUserId: 'ann', status: 'active' },
      ...{ statusReason: '', scopes: [], account: { id: 'ann', name: '' }, params: {} },
      connectedAt: new Date(),
    };
    const sealed = { dataKeyId: await dataKey(workspaceId), ciphertext: Buffer.from('sealed') };
    await connections.save(connection, sealed, undefined, connected(connection), { revision });
    return connection;
  }

  test('a definition is replaced as it is, and tells the one before', async () => {
    const { ownProviders, ownClients } = subject();
    const { workspace, replace, revision } = await registered();
    const before = await revision();
    const seen: string[] = [];
    const outcome = ownProviders.replace(workspace, 'ours', subject().definition('ours', 'Newer'), given => {
      seen.push(given.name);
      return false;
    });
    expect([await outcome, seen]).toEqual(['replaced', ['Ours']]);
    expect(await ownProviders.find(workspace, 'ours')).toMatchObject({ name: 'Newer', own: true });
    expect(before).toEqual(expect.any(String));
    expect(await revision()).not.toBe(before);
    await connect(workspace, await revision());
    expect(await replace(stays)).toBe('replaced');
    expect(await ownClients.current(workspace, 'ours')).toMatchObject({ clientId: 'one' });
    expect(await ownProviders.replace(workspace, 'none', {}, stays)).toBe('gone');
    expect(await ownProviders.replace(newId('wsp'), 'ours', {}, stays)).toBe('gone');
  });

  test('one that moves waits for its connections to be revoked, and leaves its OAuth clients behind', async () => {
    const { ownProviders, ownClients, connections } = subject();
    const { workspace, sealed, replace, revision } = await registered();
    await ownClients.set(workspace, 'ours', { clientId: 'two', sealed, scopes: [] });
    await ownClients.set(workspace, 'other', { clientId: 'one', sealed, scopes: [] });
    const connection = await connect(workspace, await revision());
    expect(await replace(moves)).toBe('used');
    expect(await ownProviders.find(workspace, 'ours')).toMatchObject({ name: 'Ours' });
    expect(await ownClients.current(workspace, 'ours')).toMatchObject({ clientId: 'two' });
    expect(await ownProviders.remove(workspace, 'ours')).toBe('used');
    await connections.revoke(connection, revoked(connection));
    expect(await replace(moves)).toBe('replaced');
    expect(await ownProviders.find(workspace, 'ours')).toMatchObject({ name: 'Newer' });
    for (const id of ['one', 'two']) expect(await ownClients.find(workspace, 'ours', id)).toBeUndefined();
    expect(await ownClients.current(workspace, 'other')).toMatchObject({ clientId: 'one' });
  });

  test('what began with another definition, or with one that is gone, makes no connection', async () => {
    const { ownProviders, connections } = subject();
    const { workspace, replace, revision } = await registered();
    const before = await revision();
    await replace(moves);
    const busy = { code: 'CONNECTION.BUSY' };
    await expect(connect(workspace, before)).rejects.toMatchObject(busy);
    const now = await revision();
    expect(await ownProviders.remove(workspace, 'ours')).toBe('removed');
    expect(await ownProviders.remove(workspace, 'ours')).toBe('gone');
    await expect(connect(workspace, now)).rejects.toMatchObject(busy);
    expect(await connections.list(workspace, { limit: 10 })).toEqual([]);
  });

  test('an OAuth client that was meant for another definition is not kept', async () => {
    const { ownClients } = subject();
    const { workspace, sealed, replace, revision } = await registered();
    const [before] = [await revision(), await replace(moves)];
    const client = { clientId: 'two', sealed, scopes: [] };
    const late = ownClients.set(workspace, 'ours', client, before);
    await expect(late).rejects.toMatchObject({ code: 'CONNECTION.BUSY' });
    expect(await ownClients.current(workspace, 'ours')).toBeUndefined();
    await ownClients.set(workspace, 'ours', client, await revision());
    expect(await ownClients.current(workspace, 'ours')).toMatchObject({ clientId: 'two' });
  });

  test('of connecting and moving at once, one happens', async () => {
    const { connections, ownProviders } = subject();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const { workspace, replace, revision } = await registered();
        const seen = await revision();
        const [connecting, moving] = await Promise.allSettled([connect(workspace, seen), replace(moves)]);
        const [moved] = await ownProviders.list(workspace);
        const held = await connections.list(workspace, { limit: 10 });
        expect([moving.status, held.length === 1]).toEqual(['fulfilled', connecting.status === 'fulfilled']);
        return [held.length, moved?.name];
      }),
    );
    for (const outcome of outcomes)
      expect([
        [1, 'Ours'],
        [0, 'Newer'],
      ]).toContainEqual(outcome);
  });
}
