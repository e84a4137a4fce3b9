import { createHash } from 'node:crypto';
import type { Provider } from './provider.ts';

/** addresses lists every address inside a provider's definition with its path, templates as they are. */
export function addresses(provider: Provider): { path: string; text: string }[] {
  return walk(provider, '');
}

/** origins lists the origins that a provider's requests and browsers can go to. */
export function origins(provider: Provider): string[] {
  return [...new Set(addresses(provider).map(({ text }) => originOf(text)))];
}

/** whereabouts is the same for providers that go to the same places and authenticate in the same way. */
export function whereabouts(provider: Provider): string {
  const parts = [provider.auth.type, ...origins(provider).sort()];
  return createHash('sha256').update(parts.join('\n')).digest('base64url');
}

/** Documentation is read by people and never called; schemas hold examples. */
const uncalled = new Set(['docsUrl', 'input', 'output', 'description', 'title']);

function walk(value: unknown, path: string): { path: string; text: string }[] {
  if (typeof value === 'string') return /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? [{ path, text: value }] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value)
    .filter(([key]) => !uncalled.has(key))
    .flatMap(([key, part]) => walk(part, path === '' ? key : `${path}.${key}`));
}

const originOf = (text: string): string => /^[^/]*\/\/[^/?#]*/.exec(text)?.[0].toLowerCase() ?? text;
