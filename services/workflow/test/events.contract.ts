import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type EventRepository, type TenantEvent } from '../src/domain/tenant-event.ts';

/** eventOf makes an event of a type. */
export function eventOf(type: string, more: Partial<TenantEvent> = {}): TenantEvent {
  return {
    specversion: '1.0',
    id: newId('evt'),
    source: '/workspaces/x/test',
    type,
    time: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}

/** eventRepositoryContract is what every EventRepository must do. */
export function eventRepositoryContract(make: () => EventRepository): void {
  let events: EventRepository;
  let mine: string;
  let other: string;
  beforeEach(() => {
    events = make();
    [mine, other] = [newId('wsp'), newId('wsp')];
  });

  it('gives back what was stored, in order, of the own workspace only', async () => {
    const whole = eventOf('a', { subject: 's', data: { text: 'a\0b', n: [1, null] }, extension: 'x' });
    const first = await events.insert(mine, whole);
    await events.insert(other, eventOf('a'));
    const second = await events.insert(mine, eventOf('b'));
    expect(first?.event).toEqual(whole);
    expect(await events.after(mine, 0, undefined, 10)).toEqual([first, second]);
    expect(second!.position).toBeGreaterThan(first!.position);
  });

  it('gives those after a position, of some types, so many', async () => {
    const stored = [];
    for (const type of ['a', 'b', 'a', 'c', 'a']) stored.push((await events.insert(mine, eventOf(type)))!);
    const [first, second, third, fourth] = stored;
    expect(await events.after(mine, first!.position, ['a', 'c'], 2)).toEqual([third, fourth]);
    expect(await events.after(mine, first!.position, undefined, 1)).toEqual([second]);
    expect(await events.after(mine, 0, ['none'], 10)).toEqual([]);
  });

  it('stores an event once, by its source and id', async () => {
    const event = eventOf('a');
    expect(await events.insert(mine, event)).toBeDefined();
    expect(await events.insert(mine, { ...event, type: 'b' })).toBeUndefined();
    expect(await events.insert(mine, { ...event, source: '/another' })).toBeDefined();
    expect(await events.insert(other, event)).toBeDefined();
    expect(await events.after(mine, 0, undefined, 10)).toHaveLength(2);
  });

  it('knows the newest position', async () => {
    expect(await events.newest(mine)).toBe(0);
    await events.insert(mine, eventOf('a'));
    const last = await events.insert(mine, eventOf('a'));
    await events.insert(other, eventOf('a'));
    expect(await events.newest(mine)).toBe(last!.position);
  });

  it('forgets what is old, and counts on from where it was', async () => {
    const before = await events.insert(mine, eventOf('a'));
    expect(await events.forget(new Date(Date.now() - 60_000))).toBe(0);
    expect(await events.forget(new Date(Date.now() + 60_000))).toBeGreaterThan(0);
    expect(await events.after(mine, 0, undefined, 10)).toEqual([]);
    const next = await events.insert(mine, eventOf('a'));
    expect(next!.position).toBeGreaterThan(before!.position);
  });

  it('shows no position after a higher one, however many write', async () => {
    const writers = 20;
    const each = 25;
    const seen: number[] = [];
    let writing = true;
    const read = async () => {
      while (writing) {
        const found = await events.after(mine, seen.at(-1) ?? 0, undefined, 1_000);
        seen.push(...found.map(({ position }) => position));
        await new Promise(setImmediate);
      }
    };
    const reading = read();
    await Promise.all(
      Array.from({ length: writers }, async () => {
        for (let count = 0; count < each; count++) await events.insert(mine, eventOf('a'));
      }),
    );
    writing = false;
    await reading;
    seen.push(
      ...(await events.after(mine, seen.at(-1) ?? 0, undefined, 1_000)).map(({ position }) => position),
    );
    expect(seen).toHaveLength(writers * each);
    expect(seen).toEqual((await events.after(mine, 0, undefined, 1_000)).map(({ position }) => position));
  });
}
