import { decide, type Flags, placeOf } from './side.ts';

const flags: Flags = {
  legacy: 0,
  shadow: 0,
  legacyWorkspaces: new Set(),
  platformWorkspaces: new Set(),
  shadowWorkspaces: new Set(),
  salt: 'consent',
};
const workspaces = Array.from({ length: 10_000 }, (_, i) => `wsp_${i.toString(32).padStart(26, '0')}`);
const at = (share: number, more: Partial<Flags> = {}) =>
  workspaces.filter(
    workspaceId =>
      decide({ ...flags, ...more, legacy: share }, { workspaceId, otherwise: '' }).side === 'legacy',
  );

describe('the side of a workspace', () => {
  it.each([0, 0.25, 0.5, 0.9, 1])('is the monolith for a share of %d of them', share => {
    // Five standard deviations: chance would fail this once in two million runs, were the ids not fixed.
    const deviation = Math.sqrt(workspaces.length * share * (1 - share));
    expect(Math.abs(at(share).length - workspaces.length * share)).toBeLessThanOrEqual(5 * deviation);
  });

  it('never goes back and forth while the share grows', () => {
    let before = new Set<string>();
    for (let share = 0; share <= 1; share += 0.05) {
      const now = new Set(at(share));
      expect([...before].filter(id => !now.has(id))).toEqual([]);
      before = now;
    }
  });

  it('is the same for ever: these places are in the documents of whoever plans a migration', () => {
    expect(placeOf('consent', 'workspace wsp_01jd9x8k2hf0rt5s1m3v7c6q00')).toBeCloseTo(0.453835284741, 10);
    expect(placeOf('auth', 'workspace wsp_01jd9x8k2hf0rt5s1m3v7c6q00')).toBeCloseTo(0.039392982031, 10);
  });

  it('is drawn anew for each service: one workspace is not the first everywhere', () => {
    const first = new Set(at(0.1, { salt: 'consent' }));
    const both = at(0.1, { salt: 'workflow' }).filter(id => first.has(id));
    expect(both.length).toBeLessThan(200);
    expect(both.length).toBeGreaterThan(50);
  });

  it('is what a list says, whatever the share is', () => {
    const [one = '', other = ''] = workspaces;
    const listed = { legacyWorkspaces: new Set([one]), platformWorkspaces: new Set([other]) };
    for (const legacy of [0, 0.5, 1]) {
      const side = (workspaceId: string) =>
        decide({ ...flags, ...listed, legacy }, { workspaceId, otherwise: '' }).side;
      expect([side(one), side(other)]).toEqual(['legacy', 'platform']);
    }
  });

  it('is drawn by the caller where there is no workspace, and lists do not mean callers', () => {
    const caller = (otherwise: string, more: Partial<Flags> = {}) =>
      decide({ ...flags, legacy: 0.5, ...more }, { otherwise }).side;
    const sides = workspaces.map(id => caller(id));
    expect(workspaces.map(id => caller(id))).toEqual(sides);
    const share = sides.filter(side => side === 'legacy').length / sides.length;
    expect(share).toBeGreaterThan(0.47);
    expect(share).toBeLessThan(0.53);
    expect(caller('wsp_x', { legacy: 0, legacyWorkspaces: new Set(['wsp_x']) })).toBe('platform');
  });
});

describe('copies', () => {
  const copied = (share: number, more: Partial<Flags> = {}) =>
    workspaces.filter(
      workspaceId => decide({ ...flags, shadow: share, ...more }, { workspaceId, otherwise: '' }).shadow,
    );

  it('are made for a share of the workspaces, drawn apart from the sides', () => {
    expect([copied(0).length, copied(1).length]).toEqual([0, workspaces.length]);
    const first = new Set(copied(0.5));
    expect(first.size / workspaces.length).toBeCloseTo(0.5, 1);
    const both = at(0.5).filter(id => first.has(id)).length;
    expect(both / workspaces.length).toBeCloseTo(0.25, 1);
  });

  it('are made for listed workspaces', () => {
    expect(copied(0, { shadowWorkspaces: new Set([workspaces[3]!]) })).toEqual([workspaces[3]]);
  });
});
