import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Provider } from '../../services/integration/src/domain/provider.ts';
import { loadCatalogue } from '../../services/integration/src/infrastructure/yaml-catalogue.ts';
import { entrySchema } from './entry-schema.ts';
import { overview } from './overview.ts';

const root = new URL('../../', import.meta.url);
const sidecar = 'components/configuration/integration.yaml';

/** What is made of the catalogue: files and their content. */
async function made(): Promise<Record<string, string>> {
  const catalogue = await loadCatalogue(new URL('services/integration/catalogue/', root), {
    profile: 'local',
  });
  const providers = catalogue.list();
  const real = providers.filter(({ profiles }) => profiles === undefined);
  return {
    'services/integration/provider.schema.json': `${JSON.stringify(entrySchema(), undefined, 2)}\n`,
    'docs/catalogue.md': overview(real),
    [sidecar]: withClients(await readFile(new URL(sidecar, root), 'utf8'), providers),
  };
}

/** The sidecar lets integration read the OAuth client of each provider that has one. */
function withClients(configuration: string, providers: readonly Provider[]): string {
  const names = providers.filter(({ auth }) => auth.type === 'oauth2').map(({ id }) => `provider-${id}`);
  const lines = names.map(name => `          - ${name}\n`).join('');
  return configuration.replace(/(?: {10}- provider-[\w-]+\n)+/, lines);
}

const check = process.argv.includes('--check');
for (const [file, content] of Object.entries(await made())) {
  const place = new URL(file, root);
  const now = await readFile(place, 'utf8').catch(() => '');
  if (now === content) continue;
  if (check) {
    console.error(`${fileURLToPath(place)} is not what the catalogue says: make catalogue`);
    process.exitCode = 1;
  } else {
    await writeFile(place, content);
    console.log(`${file} was written`);
  }
}
