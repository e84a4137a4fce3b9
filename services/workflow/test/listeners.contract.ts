import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type Listener, type ListenerRepository } from '../src/domain/listener-repository.ts';

/** ListenerStore is a ListenerRepository, and how a run that pauses writes to it. */
export interface ListenerStore {
  listeners: ListenerRepository;
  replace(executionId: string, workspaceId: string, listeners: readonly Listener[]): Promise<void>;
  /** Makes a run that can wait. */
  run(workspaceId: string): Promise<string>;
}

/** listenerContract is what every ListenerRepository must do. */
export function listenerContract(make: () => ListenerStore): void {
  it('finds the runs of a workspace that wait for a type, or for any', async () => {
    const { listeners, replace, run } = make();
    const mine = newId('wsp');
    const [one, two, any, none] = [await run(mine), await run(mine), await run(mine), await run(mine)];
    await replace(one, mine, [{ types: ['a', 'b'] }, { types: ['b', 'c'] }]);
    await replace(two, mine, [{ types: ['b'] }]);
    await replace(any, mine, [{}, { types: ['a'] }]);
    await replace(none, mine, []);
    const waiting = (type: string) => listeners.waitingFor(mine, type, 10);
    expect(await waiting('a')).toEqual([one, any].sort());
    expect(await waiting('b')).toEqual([one, two, any].sort());
    expect(await waiting('x')).toEqual([any]);
    expect(await listeners.waitingFor(newId('wsp'), 'a', 10)).toEqual([]);
  });

  it('gives them by pages', async () => {
    const { listeners, replace, run } = make();
    const mine = newId('wsp');
    const ids = [await run(mine), await run(mine), await run(mine)].sort();
    for (const id of ids) await replace(id, mine, [{}, { types: ['a'] }]);
    const page = await listeners.waitingFor(mine, 'a', 2);
    expect([...page, ...(await listeners.waitingFor(mine, 'a', 2, page[1]))]).toEqual(ids);
  });

  it('replaces what a run waited for', async () => {
    const { listeners, replace, run } = make();
    const mine = newId('wsp');
    const id = await run(mine);
    await replace(id, mine, [{ types: ['a', 'b'] }]);
    await replace(id, mine, [{ types: ['b', 'c'] }]);
    expect(await listeners.waitingFor(mine, 'a', 10)).toEqual([]);
    expect(await listeners.waitingFor(mine, 'b', 10)).toEqual([id]);
    expect(await listeners.waitingFor(mine, 'c', 10)).toEqual([id]);
    await replace(id, mine, []);
    expect(await listeners.waitingFor(mine, 'b', 10)).toEqual([]);
  });
}
