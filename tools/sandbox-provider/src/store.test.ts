import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryAdapter } from './memory-adapter.ts';
import { createStore } from './store.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'sandbox-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

test('records and notes are found again by the next process', async () => {
  const file = join(directory, 'data', 'sandbox.json');
  const first = createStore(file);
  await createMemoryAdapter(first)('RefreshToken').upsert('t1', { grantId: 'g1' }, 60);
  first.notes.set('eu-1', [{ id: 'note_1', title: 'a', body: '', createdAt: 'now' }]);
  first.changed();
  first.close();

  const second = createStore(file);
  expect(await createMemoryAdapter(second)('RefreshToken').find('t1')).toEqual({ grantId: 'g1' });
  expect(second.notes.get('eu-1')).toHaveLength(1);
});

test('a record that expired is not found', async () => {
  let now = 1_000;
  const adapter = createMemoryAdapter(createStore(), () => now)('AccessToken');
  await adapter.upsert('t1', {}, 1);
  now += 999;
  expect(await adapter.find('t1')).toEqual({});
  now += 2;
  expect(await adapter.find('t1')).toBeUndefined();
});

test('nothing is written where nothing changed', () => {
  const file = join(directory, 'sandbox.json');
  createStore(file).close();
  expect(() => readFileSync(file)).toThrow('ENOENT');
});

test('a broken file is named, not silently replaced', () => {
  const file = join(directory, 'sandbox.json');
  writeFileSync(file, '{"entries":');
  expect(() => createStore(file)).toThrow(`cannot read ${file}`);
});
