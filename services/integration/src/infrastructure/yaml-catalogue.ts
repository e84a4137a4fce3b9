import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Provider } from '../domain/provider.ts';
import type { ProviderCatalogue } from '../usecase/ports.ts';
import { checkProvider } from './check-provider.ts';
import { parseEntry } from './parse-entry.ts';

/** CatalogueOptions of loadCatalogue. */
export interface CatalogueOptions {
  profile: string;
  /** Other base URLs by provider id, as for a sandbox on another port. */
  baseUrls?: Readonly<Record<string, string>>;
  /** Where browsers find a provider, by its id, if not at its base URL: its authorization page, and its issuer. */
  browserUrls?: Readonly<Record<string, string>>;
  /** What entries that say `extends` are made of, by name. */
  families?: Readonly<Record<string, unknown>>;
}

const familyFolder = `families${path.sep}`;
const examplesFolder = `examples${path.sep}`;

/**
 * loadCatalogue reads a folder of `<provider>.yaml`. Throws an Error that names every file and key that is wrong:
 * with a broken catalogue nothing starts.
 */
export async function loadCatalogue(directory: URL, options: CatalogueOptions): Promise<ProviderCatalogue> {
  const all = await yamlFiles(directory);
  const families = await readFamilies(directory, all);
  const files = all.filter(file => !file.startsWith(familyFolder));
  const problems: string[] = [];
  const providers: Provider[] = [];
  for (const file of files) {
    try {
      const content = await readFile(new URL(file, directory), 'utf8');
      providers.push(readProvider(file, content, { families, ...options }));
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (problems.length > 0) throw new Error(`the catalogue of providers is wrong:\n${problems.join('\n')}`);
  return createCatalogue(providers.filter(({ profiles }) => profiles?.includes(options.profile) ?? true));
}

async function yamlFiles(directory: URL): Promise<string[]> {
  const files = await readdir(directory, { recursive: true });
  return files.filter(file => file.endsWith('.yaml') && !file.startsWith(examplesFolder)).sort();
}

async function readFamilies(directory: URL, files: readonly string[]): Promise<Record<string, unknown>> {
  const families: Record<string, unknown> = {};
  for (const file of files.filter(each => each.startsWith(familyFolder)))
    families[path.basename(file, '.yaml')] = parse(await readFile(new URL(file, directory), 'utf8'));
  return families;
}

/** createCatalogue makes a catalogue of providers that were checked. */
export function createCatalogue(providers: readonly Provider[]): ProviderCatalogue {
  const sorted = [...providers].sort((one, other) => (one.id < other.id ? -1 : 1));
  const byId = new Map(sorted.map(provider => [provider.id, provider]));
  return { list: () => sorted, find: id => byId.get(id) };
}

/** readProvider reads one entry; its file is named by its id. What it leaves out is its family's, if it has one. */
export function readProvider(
  file: string,
  content: string,
  { baseUrls = {}, browserUrls = {}, families = {} }: Omit<CatalogueOptions, 'profile'> = {},
): Provider {
  const raw = z
    .looseObject({ id: z.string(), baseUrl: z.string() })
    .parse(withFamily(parse(content), families));
  const baseUrl = baseUrls[raw.id] ?? raw.baseUrl;
  const parsed = parseEntry(raw, baseUrl, browserUrls[raw.id] ?? baseUrl);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const provider = parsed.data;
  if (file !== `${provider.id}.yaml`) throw new Error(`must be named ${provider.id}.yaml`);
  const problems = checkProvider(provider);
  if (problems.length > 0) throw new Error(problems.join('; '));
  return provider;
}

function withFamily(entry: unknown, families: Readonly<Record<string, unknown>>): unknown {
  if (!isObject(entry) || entry['extends'] === undefined) return entry;
  const { extends: name, ...own } = entry;
  if (typeof name !== 'string' || !Object.hasOwn(families, name))
    throw new Error(`extends ${JSON.stringify(name)}, which is not in families/`);
  return merged(families[name], own);
}

/** Objects are merged; a list, or anything else, takes the place of the family's. */
function merged(family: unknown, own: unknown): unknown {
  if (!isObject(family) || !isObject(own)) return own;
  const parts = Object.entries(own).map(([key, part]) => [
    key,
    Object.hasOwn(family, key) ? merged(family[key], part) : part,
  ]);
  return { ...family, ...(Object.fromEntries(parts) as object) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
