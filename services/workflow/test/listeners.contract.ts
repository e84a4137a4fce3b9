import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type Wait } from '../src/domain/interpreter/machine.ts';
import { type ListenerRepository } from '../src/domain/listener-repository.ts';

/** ListenerStore is a ListenerRepository, and how a run that pauses, until another time, writes to it. */
export interface ListenerStore {
  listeners: ListenerRepository;
  pause(executionId: string, workspaceId: string, events: NonNullable<Wait['events']>): Promise<void>;
  /** Makes a run that can wait. */
  run(workspaceId: string): Promise<string>;
}

/** listenerContract is what every ListenerRepository must do. */
export function listenerContract(make: () => ListenerStore): void {
  it('finds the runs of a workspace that wait for a type, or for any', async () => {
    const { listeners, pause, run } = make();
    const mine = newId('wsp');
    const [one, two, any, none] = [await run(mine), await run(mine), await run(mine), await run(mine)];
    await pause(one, mine, ['a', 'b', 'b']);
    await pause(two, mine, ['b']);
    await pause(any, mine, 'any');
    await pause(none, mine, []);
    const waiting = (type: string) => listeners.waitingFor(mine, type, 10);
    expect(await waiting('a')).toEqual([one, any].sort());
    expect(await waiting('b')).toEqual([one, two, any].sort());
    expect(await waiting('x')).toEqual([any]);
    expect(await listeners.waitingFor(newId('wsp'), 'a', 10)).toEqual([]);
  });

  it('gives them by pages', async () => {
    const { listeners, pause, run } = make();
    const mine = newId('wsp');
    const ids = [await run(mine), await run(mine), await run(mine)].sort();
    for (const id of ids) await pause(id, mine, 'any');
    const page = await listeners.waitingFor(mine, 'a', 2);
    expect([...page, ...(await listeners.waitingFor(mine, 'a', 2, page[1]))]).toEqual(ids);
  });

  it('replaces what a run waited for', async () => {
    const { listeners, pause, run } = make();
    const mine = newId('wsp');
    const id = await run(mine);
    await pause(id, mine, ['a', 'b']);
    await pause(id, mine, ['b', 'c']);
    expect(await listeners.waitingFor(mine, 'a', 10)).toEqual([]);
    expect(await listeners.waitingFor(mine, 'b', 10)).toEqual([id]);
    expect(await listeners.waitingFor(mine, 'c', 10)).toEqual([id]);
    await pause(id, mine, []);
    expect(await listeners.waitingFor(mine, 'b', 10)).toEqual([]);
  });
}
