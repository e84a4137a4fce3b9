import { createMemoryDataKeys } from '../../test/fakes/memory-data-keys.ts';
import { cipherOn, newWrappingKeys } from '../../test/harness.ts';

const text = '{"accessToken":"secret"}';

test('opens what it sealed, and seals the same differently each time', async () => {
  const cipher = cipherOn(createMemoryDataKeys());
  const [one, other] = [await cipher.seal('wsp_1', 'con_1', text), await cipher.seal('wsp_1', 'con_1', text)];
  expect(one.ciphertext.equals(other.ciphertext)).toBe(false);
  expect(one.ciphertext.toString('latin1')).not.toContain('secret');
  expect(await cipher.open('wsp_1', 'con_1', one)).toBe(text);
});

test('opens for its own workspace and connection only', async () => {
  const cipher = cipherOn(createMemoryDataKeys());
  const sealed = await cipher.seal('wsp_1', 'con_1', text);
  await cipher.seal('wsp_2', 'con_1', text);
  await expect(cipher.open('wsp_1', 'con_2', sealed)).rejects.toThrow();
  await expect(cipher.open('wsp_2', 'con_1', sealed)).rejects.toThrow('data key');
});

test('notices every changed byte', async () => {
  const cipher = cipherOn(createMemoryDataKeys());
  const { dataKeyId, ciphertext } = await cipher.seal('wsp_1', 'con_1', text);
  for (const at of [0, 12, ciphertext.length - 1]) {
    const changed = Buffer.from(ciphertext);
    changed[at]! ^= 1;
    await expect(cipher.open('wsp_1', 'con_1', { dataKeyId, ciphertext: changed })).rejects.toThrow();
  }
  await expect(cipher.open('wsp_1', 'con_1', { dataKeyId, ciphertext: Buffer.alloc(3) })).rejects.toThrow();
});

test('opens the old after the wrapping key was changed, as long as the old key is kept', async () => {
  const store = createMemoryDataKeys();
  const old = newWrappingKeys('k1');
  const sealed = await cipherOn(store, old).seal('wsp_1', 'con_1', text);
  const rotated = { current: 'k2', keys: { ...old.keys, ...newWrappingKeys('k2').keys } };
  expect(await cipherOn(store, rotated).open('wsp_1', 'con_1', sealed)).toBe(text);
  const forgotten = cipherOn(store, newWrappingKeys('k2'));
  await expect(forgotten.open('wsp_1', 'con_1', sealed)).rejects.toThrow('k1');
});

test('refuses wrapping keys that are none', () => {
  const store = createMemoryDataKeys();
  expect(() => cipherOn(store, { current: 'k1', keys: {} })).toThrow('no key k1');
  expect(() => cipherOn(store, { current: 'k1', keys: { k1: 'short' } })).toThrow('32 bytes');
});
