import { isId, newId } from './typed-id.ts';

test('ids carry their prefix, are unique, and sort by the time they were made', async () => {
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) {
    ids.push(newId('usr'));
    const made = Date.now();
    while (Date.now() === made) await Promise.resolve();
  }
  expect(ids.every(id => /^usr_[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(3);
  expect(ids.toSorted()).toEqual(ids);
});

test('only a well-formed id of the right kind passes', () => {
  const id = newId('con');
  expect(isId('con', id)).toBe(true);
  for (const wrong of [
    newId('usr'),
    'con_',
    'con_xyz',
    id.toUpperCase(),
    `${id}0`,
    '',
    '../con',
    id.slice(4),
  ]) {
    expect(isId('con', wrong)).toBe(false);
  }
});
