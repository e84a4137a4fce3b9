import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Provider } from '../domain/provider.ts';
import type { ProviderCatalogue } from '../usecase/ports.ts';
import { providerSchema } from './catalogue-schema.ts';
import { checkProvider } from './check-provider.ts';

/** CatalogueOptions of loadCatalogue. */
export interface CatalogueOptions {
  profile: string;
  /** Other base URLs by provider id, as for a sandbox on another port. */
  baseUrls?: Readonly<Record<string, string>>;
  /** Where browsers find a provider, by its id, if not at its base URL: its authorization page, and its issuer. */
  browserUrls?: Readonly<Record<string, string>>;
}

/**
 * loadCatalogue reads a folder of `<provider>.yaml`. Throws an Error that names every file and key that is wrong:
 * with a broken catalogue nothing starts.
 */
export async function loadCatalogue(directory: URL, options: CatalogueOptions): Promise<ProviderCatalogue> {
  const files = (await readdir(directory)).filter(file => file.endsWith('.yaml')).sort();
  const problems: string[] = [];
  const providers: Provider[] = [];
  for (const file of files) {
    try {
      providers.push(readProvider(file, await readFile(new URL(file, directory), 'utf8'), options));
    } catch (error) {
      problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (problems.length > 0) throw new Error(`the catalogue of providers is wrong:\n${problems.join('\n')}`);
  return createCatalogue(providers.filter(({ profiles }) => profiles?.includes(options.profile) ?? true));
}

/** createCatalogue makes a catalogue of providers that were checked. */
export function createCatalogue(providers: readonly Provider[]): ProviderCatalogue {
  const sorted = [...providers].sort((one, other) => (one.id < other.id ? -1 : 1));
  const byId = new Map(sorted.map(provider => [provider.id, provider]));
  return { list: () => sorted, find: id => byId.get(id) };
}

/** readProvider reads one entry; its file is named by its id. */
export function readProvider(
  file: string,
  content: string,
  { baseUrls = {}, browserUrls = {} }: Omit<CatalogueOptions, 'profile'> = {},
): Provider {
  const raw = z.looseObject({ id: z.string(), baseUrl: z.string() }).parse(parse(content));
  const baseUrl = baseUrls[raw.id] ?? raw.baseUrl;
  const parsed = providerSchema.safeParse({
    ...(withAbsoluteUrls(raw, baseUrl, browserUrls[raw.id] ?? baseUrl) as object),
    baseUrl,
  });
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const provider = parsed.data;
  if (file !== `${provider.id}.yaml`) throw new Error(`must be named ${provider.id}.yaml`);
  const problems = checkProvider(provider);
  if (problems.length > 0) throw new Error(problems.join('; '));
  return provider;
}

const urlKeys = new Set(['url', 'tokenUrl']);
const browserUrlKeys = new Set(['authorizationUrl', 'issuer']);

/** URLs that start with a slash are below the provider's base URL, or below that of browsers. */
function withAbsoluteUrls(value: unknown, baseUrl: string, browserUrl: string): unknown {
  if (Array.isArray(value)) return value.map(part => withAbsoluteUrls(part, baseUrl, browserUrl));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, part]: [string, unknown]) => {
    if (key === 'actions') return [key, part];
    if (typeof part !== 'string' || !part.startsWith('/'))
      return [key, withAbsoluteUrls(part, baseUrl, browserUrl)];
    if (browserUrlKeys.has(key)) return [key, browserUrl + part];
    return [key, urlKeys.has(key) ? baseUrl + part : part];
  });
  return Object.fromEntries(entries);
}
