import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type HookRepository } from '../src/domain/hooks/hook-repository.ts';
import { type Hook, newHook } from '../src/domain/hooks/hook.ts';

const at = (ms: number) => new Date(Date.parse('2026-01-01T00:00:00Z') + ms);

/** hookRepositoryContract is what every HookRepository must do. */
export function hookRepositoryContract(make: () => HookRepository): void {
  let hooks: HookRepository;
  let mine: string;
  beforeEach(() => {
    hooks = make();
    mine = newId('wsp');
  });
  const hookOf = (path: string, more: Partial<Hook> = {}): Hook => ({
    ...newHook(mine, { path }, at(0)),
    tokens: [{ hash: 'h' }],
    secrets: [{ sealed: 's' }],
    ...more,
  });

  it('gives back what was stored, by id and by path, to its workspace only', async () => {
    const hook = hookOf('orders', { endUserId: 'eu', description: 'd', eventType: 'order.placed' });
    expect(await hooks.insert(hook)).toBe(true);
    expect(await hooks.find(mine, hook.id)).toEqual(hook);
    expect(await hooks.byPath(mine, 'orders')).toEqual(hook);
    const other = newId('wsp');
    expect(await hooks.find(other, hook.id)).toBeUndefined();
    expect(await hooks.byPath(other, 'orders')).toBeUndefined();
    expect(await hooks.delete(other, hook.id)).toBe(false);
    expect(await hooks.count(other)).toBe(0);
  });

  it('keeps the provider of a hook', async () => {
    const hook = hookOf('github', { provider: 'github', tokens: [] });
    await hooks.insert(hook);
    expect(await hooks.byPath(mine, 'github')).toEqual(hook);
    expect(await hooks.everywhere(undefined, 1_000)).toContainEqual(hook);
  });

  it('has one hook of a path in a workspace, until it is deleted', async () => {
    const [first, second] = [hookOf('orders'), hookOf('orders')];
    await hooks.insert(first);
    expect(await hooks.insert(second)).toBe(false);
    expect(await hooks.insert(hookOf('orders', { workspaceId: newId('wsp') }))).toBe(true);
    expect(await hooks.count(mine)).toBe(1);
    expect(await hooks.delete(mine, first.id)).toBe(true);
    expect(await hooks.delete(mine, first.id)).toBe(false);
    expect(await hooks.insert(second)).toBe(true);
  });

  it('lists newest first, page by page', async () => {
    const made = ['a', 'b', 'c'].map(path => hookOf(path));
    for (const hook of made) await hooks.insert(hook);
    const ids = made
      .map(({ id }) => id)
      .sort()
      .reverse();
    const first = await hooks.list(mine, { limit: 2 });
    const second = await hooks.list(mine, { limit: 2, before: first.at(-1)!.id });
    expect([...first, ...second].map(({ id }) => id)).toEqual(ids);
  });

  it('lets one of two who change the same hook be first', async () => {
    const hook = hookOf('orders');
    await hooks.insert(hook);
    const changed = { ...hook, tokens: [{ hash: 'new' }], updatedAt: at(1) };
    expect(await hooks.replace(changed, hook.updatedAt)).toBe(true);
    expect(await hooks.replace({ ...hook, updatedAt: at(2) }, hook.updatedAt)).toBe(false);
    expect(await hooks.find(mine, hook.id)).toEqual(changed);
  });

  it('seals anew what is as it was, and visits every hook', async () => {
    const made = ['a', 'b', 'c'].map(path => hookOf(path));
    for (const hook of made) await hooks.insert(hook);
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const some = await hooks.everywhere(after, 2);
      seen.push(...some.map(({ id }) => id));
      after = some.at(-1)?.id;
      if (after === undefined) break;
    }
    expect(seen).toEqual([...seen].sort());
    expect(seen).toEqual(expect.arrayContaining(made.map(({ id }) => id)));
    const [hook] = made as [Hook];
    expect(await hooks.reseal(hook, [{ sealed: 't' }])).toBe(true);
    expect(await hooks.reseal(hook, [{ sealed: 'u' }])).toBe(false);
    expect(await hooks.find(mine, hook.id)).toEqual({ ...hook, secrets: [{ sealed: 't' }] });
  });
}
