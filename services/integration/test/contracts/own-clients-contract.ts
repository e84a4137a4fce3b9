import { newId } from '@neighbourhood/shared/ids/typed-id';
import type { OwnClient, OwnClients } from '../../src/usecase/ports.ts';

/** OwnClientsSubject is an adapter under test, and a data key that exists for a workspace. */
export interface OwnClientsSubject {
  ownClients: OwnClients;
  dataKey(workspaceId: string): Promise<string>;
}

/** ownClientsContract is what every adapter of the port OwnClients must do. */
export function ownClientsContract(subject: () => OwnClientsSubject): void {
  const clientOf = async (workspaceId: string, change: Partial<OwnClient> = {}): Promise<OwnClient> => ({
    clientId: 'one',
    sealed: { dataKeyId: await subject().dataKey(workspaceId), ciphertext: Buffer.from('sealed') },
    scopes: ['a', 'b'],
    ...change,
  });

  test('keeps one current client per provider, and those before it by their ids', async () => {
    const { ownClients } = subject();
    const workspace = newId('wsp');
    const one = await clientOf(workspace);
    const two = await clientOf(workspace, { clientId: 'two', scopes: [] });
    await ownClients.set(workspace, 'p', one);
    await ownClients.set(workspace, 'q', one);
    await ownClients.set(workspace, 'p', two);
    expect(await ownClients.current(workspace, 'p')).toMatchObject(two);
    expect(await ownClients.find(workspace, 'p', 'one')).toMatchObject(one);
    const listed = [...(await ownClients.list(workspace))].map(([provider, { clientId }]) => [
      provider,
      clientId,
    ]);
    expect(listed.sort()).toEqual([
      ['p', 'two'],
      ['q', 'one'],
    ]);
    await ownClients.set(workspace, 'p', { ...one, scopes: ['c'] });
    expect(await ownClients.current(workspace, 'p')).toMatchObject({ clientId: 'one', scopes: ['c'] });
  });

  test('leaves one current client when two are set at once', async () => {
    const { ownClients } = subject();
    const workspace = newId('wsp');
    const ids = ['one', 'two', 'three', 'four'];
    const clients = await Promise.all(ids.map(clientId => clientOf(workspace, { clientId })));
    await Promise.all(clients.map(client => ownClients.set(workspace, 'p', client)));
    expect(ids).toContain((await ownClients.current(workspace, 'p'))?.clientId);
    expect(await ownClients.list(workspace)).toHaveProperty('size', 1);
  });

  test('deletes all of one provider, and shows nothing to other workspaces', async () => {
    const { ownClients } = subject();
    const [workspace, other] = [newId('wsp'), newId('wsp')];
    await ownClients.set(workspace, 'p', await clientOf(workspace));
    await ownClients.set(workspace, 'p', await clientOf(workspace, { clientId: 'two' }));
    expect(await ownClients.current(other, 'p')).toBeUndefined();
    expect(await ownClients.find(other, 'p', 'one')).toBeUndefined();
    await ownClients.delete(other, 'p');
    expect(await ownClients.current(workspace, 'p')).toMatchObject({ clientId: 'two' });
    await ownClients.delete(workspace, 'p');
    expect(await ownClients.find(workspace, 'p', 'one')).toBeUndefined();
    expect(await ownClients.list(workspace)).toHaveProperty('size', 0);
  });
}
