import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { silentLog } from '@neighbourhood/shared/testing/fake-call';
import { eventually } from '@neighbourhood/shared/testing/eventually';
import { startRotatingProvider } from '../../test/rotating-provider.ts';
import { createLiveCatalogue, watchCatalogue } from './watch-catalogue.ts';
import { loadCatalogue } from './yaml-catalogue.ts';

test('a changed folder is read again; a broken file keeps the entries before and is logged', async () => {
  const { entry, stop } = await startRotatingProvider();
  await stop();
  const folder = await mkdtemp(path.join(tmpdir(), 'catalogue-'));
  const directory = pathToFileURL(`${folder}/`);
  const errors: unknown[] = [];
  const load = () => loadCatalogue(directory, { profile: 'local' });
  const live = createLiveCatalogue(await load());
  const stopWatching = watchCatalogue({
    directory,
    load,
    onLoaded: live.exchange,
    log: { ...silentLog, error: (about: unknown) => void errors.push(about) },
    quietMs: 20,
  });
  expect(live.list()).toHaveLength(0);
  await writeFile(path.join(folder, 'rotating.yaml'), entry);
  await eventually(async () => live.find('rotating') !== undefined);

  await writeFile(path.join(folder, 'rotating.yaml'), 'id: rotating\nname: broken');
  await eventually(async () => errors.length > 0);
  expect((errors.at(-1) as { err: Error }).err.message).toContain('rotating.yaml');
  expect(live.find('rotating')?.name).toBe('Rotating');

  await writeFile(path.join(folder, 'rotating.yaml'), entry.replace('name: Rotating', 'name: Turning'));
  await eventually(async () => live.find('rotating')?.name === 'Turning');
  stopWatching();
  await rm(folder, { recursive: true });
});
