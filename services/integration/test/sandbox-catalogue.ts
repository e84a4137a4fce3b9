import { readFile } from 'node:fs/promises';
import type { Provider } from '../src/domain/provider.ts';
import { createCatalogue, readProvider } from '../src/infrastructure/yaml-catalogue.ts';
import type { ProviderCatalogue } from '../src/usecase/ports.ts';

/** readSandbox is the sandbox's entry, where it runs: for tests that need no other provider. */
export async function readSandbox(url = 'http://127.0.0.1:1'): Promise<Provider> {
  const entry = await readFile(new URL('../catalogue/sandbox.yaml', import.meta.url), 'utf8');
  return readProvider('sandbox.yaml', entry, { baseUrls: { sandbox: url } });
}

/** movingCatalogue holds the sandbox alone, changed as `changes` says at the time of asking. */
export async function movingCatalogue(
  url: string,
  changes: () => Partial<Provider>,
): Promise<ProviderCatalogue> {
  const sandbox = await readSandbox(url);
  const current = () => createCatalogue([{ ...sandbox, ...changes() }]);
  return { list: () => current().list(), find: id => current().find(id) };
}
