import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { silent } from '../../src/build/report.ts';
import { removeSecret, writeSecret } from '../../src/servers/vault-secrets.ts';
import { openVault } from '../../src/servers/vault-seal.ts';
import { placeOf, withSecrets } from '../../src/platform/secret-keeper.ts';
import { readSecretsFile, secretsFile, setSecrets } from '../../src/platform/secrets.ts';
import { vaultDataOf, vaultKeysFile } from '../../src/platform/vault-place.ts';
import { createVaultPlace, type VaultPlace } from './place.ts';

describe('secrets that move between file and Vault', () => {
  let place: VaultPlace;
  let state: string;

  beforeEach(async () => {
    place = await createVaultPlace();
    ({ state } = place.settings);
  });
  afterEach(() => place.remove());

  test('stay what they are, whichever way, however often, and lie in one place only', async () => {
    const first = { ...(await place.start('file')).all };
    setSecrets(state, { 'provider-github': 'Grüße "\\n' });
    const all: Record<string, string> = { ...first, 'provider-github': 'Grüße "\\n' };
    expect((await place.start('vault')).all).toEqual(all);
    expect(existsSync(secretsFile(state))).toBe(false);
    expect(placeOf(state)).toBe('vault');

    // What changes in Vault is what counts, also for whoever only looks.
    expect(await withSecrets(state, silent, secrets => Promise.resolve({ ...secrets.all }))).toEqual(all);
    const api = await openVault(place.url, vaultKeysFile(state));
    await writeSecret(api, 'provider-github', 'by hand');
    await place.stop();
    expect((await place.start('file')).all).toEqual({ ...all, 'provider-github': 'by hand' });
    expect(placeOf(state)).toBe('file');
    expect(statSync(secretsFile(state)).mode & 0o777).toBe(0o600);

    // The copy that stayed in Vault does not come back.
    setSecrets(state, { 'provider-github': 'in the file' });
    const kept = readSecretsFile(state);
    delete kept['kafka-password'];
    writeFileSync(secretsFile(state), JSON.stringify(kept));
    const again = (await place.start('vault')).all;
    expect(again['provider-github']).toBe('in the file');
    expect(again['kafka-password']).not.toBe(all['kafka-password']);
    expect(Object.keys(again).sort()).toEqual(Object.keys(all).sort());
  });

  test('stay in the file when the move is cut off, and are moved by the next', async () => {
    const { all } = await place.start('file');
    const before = { ...all };
    await place.start('vault');
    // Cut off before the file was removed, and before everything was in Vault.
    const api = await openVault(place.url, vaultKeysFile(state));
    await removeSecret(api, 'redis-password');
    writeFileSync(secretsFile(state), JSON.stringify(before));
    await place.stop();
    expect((await place.start('vault')).all).toEqual(before);
    expect(existsSync(secretsFile(state))).toBe(false);
  });

  test('move into a Vault that an earlier start made and could not finish', async () => {
    const before = { ...(await place.start('file')).all };
    await place.start('vault');
    await place.stop();
    rmSync(vaultKeysFile(state));
    writeFileSync(secretsFile(state), JSON.stringify(before));
    expect((await place.start('vault')).all).toEqual(before);
  });

  test('are generated in Vault where there are none yet, and never change by themselves', async () => {
    const { all } = await place.start();
    expect(Object.keys(all)).toEqual(
      expect.arrayContaining(['redis-password', 'internal-jwks', 'auth-signing-keys']),
    );
    expect(existsSync(secretsFile(state))).toBe(false);
    const before = { ...all };
    await place.stop();
    expect((await place.start()).all).toEqual(before);
  });

  test('are not replaced by new ones when what opens Vault, or Vault itself, is gone', async () => {
    const { all } = await place.start();
    const before = { ...all };
    await place.stop();
    const keys = vaultKeysFile(state);
    const data = vaultDataOf(state);

    renameSync(data, `${data}.away`);
    await expect(place.start()).rejects.toThrow(`${keys} belongs to a Vault whose data are gone`);
    await place.stop();
    await expect(place.start('file')).rejects.toThrow(`${keys} belongs to a Vault whose data are gone`);
    rmSync(data, { recursive: true, force: true });
    renameSync(`${data}.away`, data);

    renameSync(keys, `${keys}.away`);
    await expect(place.start()).rejects.toThrow(`${keys}, which alone opens it, is gone`);
    await place.stop();
    await expect(place.start('file')).rejects.toThrow(`${keys}, which alone opens it, is gone`);
    renameSync(`${keys}.away`, keys);

    const text = readFileSync(keys, 'utf8');
    writeFileSync(keys, '{"unsealKey": "top');
    const broken = await place.start().catch((error: unknown) => String(error));
    expect(broken).toMatch(/keys\.json is not JSON/);
    expect(broken).not.toContain('top');
    await place.stop();
    const other = { ...(JSON.parse(text) as object), unsealKey: Buffer.alloc(32).toString('base64') };
    writeFileSync(keys, JSON.stringify(other));
    await expect(place.start()).rejects.toThrow('is not that of this Vault: it stays sealed');
    await place.stop();
    writeFileSync(keys, text);

    expect((await place.start('file')).all).toEqual(before);
  });
});
