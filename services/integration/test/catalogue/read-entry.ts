import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import type { Provider } from '../../src/domain/provider.ts';
import { readProvider } from '../../src/infrastructure/yaml-catalogue.ts';
import { type Examples, examplesSchema } from './examples.ts';

const folder = new URL('../../catalogue/', import.meta.url);

/** Entry is a catalogue entry and what its provider answers. */
export interface Entry {
  provider: Provider;
  examples: Examples;
}

/** entryIds lists every provider of the catalogue but the sandbox, which has a server of its own; PROVIDERS=<id>,<id> narrows them. */
export async function entryIds(): Promise<string[]> {
  const files = await readdir(folder);
  const entries = files.filter(file => file.endsWith('.yaml')).map(file => path.basename(file, '.yaml'));
  const all = [...entries, documented];
  const wanted = process.env['PROVIDERS'];
  return wanted === undefined
    ? all.filter(id => id !== 'sandbox').sort()
    : all.filter(id => wanted.split(',').includes(id));
}

/** readEntry reads an entry and its examples, every address of it below `base` if one is given. Throws what is wrong. */
export async function readEntry(id: string, base?: string): Promise<Entry> {
  const read = async (file: string): Promise<unknown> => parse(await readFile(new URL(file, folder), 'utf8'));
  const at = (entry: unknown) => (base === undefined ? entry : moved(entry, base));
  const families: Record<string, unknown> = {};
  for (const file of await readdir(new URL('families/', folder)))
    families[path.basename(file, '.yaml')] = at(await read(`families/${file}`));
  const [entry, answers] =
    id === documented
      ? await documentedEntry()
      : [await read(`${id}.yaml`), await read(`examples/${id}.yaml`)];
  const provider = readProvider(`${id}.yaml`, stringify(at(entry)), { families });
  const examples = examplesSchema.parse(answers);
  return { provider, examples };
}

/** The example of docs/adding-a-provider.md runs like any other entry. */
const documented = 'harvest';

async function documentedEntry(): Promise<[unknown, unknown]> {
  const text = await readFile(new URL('../../../../docs/adding-a-provider.md', import.meta.url), 'utf8');
  const [entry, examples] = [...text.matchAll(/```yaml\n([^]*?)```/g)].map(
    ([, block]) => parse(block ?? '') as unknown,
  );
  return [entry, examples];
}

const addresses = new Set(['baseUrl', 'url', 'authorizationUrl', 'tokenUrl', 'refreshUrl', 'issuer']);

/** `https://host/path` becomes `<base>/host/path`; scopes, claims and schemas keep theirs. */
function moved(value: unknown, base: string): unknown {
  if (Array.isArray(value)) return value.map(part => moved(part, base));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, part]: [string, unknown]) =>
    addresses.has(key) && typeof part === 'string'
      ? [key, part.replace(/^https:\/\//, `${base}/`)]
      : [key, ['input', 'output', 'result'].includes(key) ? part : moved(part, base)],
  );
  return Object.fromEntries(entries) as unknown;
}
