import { readFileSync } from 'node:fs';
import path from 'node:path';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import type { SecretKeeper } from '../../src/platform/secret-keeper.ts';
import { placeResources } from '../../src/platform/resources.ts';
import { createVaultPlace, type VaultPlace } from './place.ts';
import { startSidecar, type TestSidecar } from './sidecar.ts';

describe('the file store', () => {
  let place: VaultPlace;
  let secrets: SecretKeeper;
  let sidecar: TestSidecar;

  beforeAll(async () => {
    place = await createVaultPlace();
    const { root } = place.settings;
    secrets = await place.start('file');
    await secrets.set({ 'auth-database': 'postgresql://one' });
    const folders = placeResources(place.settings, ['./components/secretstore-file']);
    const hotReload = path.join(root, 'components/secretstore-file/hot-reload/configuration.yaml');
    sidecar = await startSidecar(place.settings, 'auth', folders, [hotReload]);
  });
  afterAll(async () => {
    await sidecar.stop();
    await place.remove();
  });

  test('shows a new value to a sidecar that runs, without an answer in between that is none', async () => {
    const answers = new Set<string>();
    const over = new AbortController();
    const asking = (async () => {
      while (!over.signal.aborted)
        answers.add(await sidecar.sidecar.secret('auth-database').catch((error: unknown) => String(error)));
    })();
    for (const value of ['postgresql://two', 'postgresql://three']) {
      await secrets.set({ 'auth-database': value });
      await eventually(() => answers.has(value));
    }
    over.abort();
    await asking;
    expect([...answers]).toEqual(['postgresql://one', 'postgresql://two', 'postgresql://three']);
  });

  test('shows no secret of another app, before and after', async () => {
    expect((await sidecar.ask('consent-receipt-key')).status).toBe(403);
    expect((await sidecar.ask('redis-password')).status).toBe(403);
  });

  test('says nothing in the copy of its component but when it changed', () => {
    const copy = path.join(place.settings.state, 'placed/components/secretstore-file/secretstore.yaml');
    const text = readFileSync(copy, 'utf8');
    expect(text).toMatch(/name: changedAt\n\s+value: 20/);
    expect(Object.values(secrets.all).filter(value => text.includes(value))).toEqual([]);
  });
});
