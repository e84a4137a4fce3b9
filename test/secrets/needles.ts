/** Needle is a piece of a secret that must not be seen, and what it is of. */
export interface Needle {
  /** For messages: the secret's name, and which part. */
  of: string;
  value: string;
}

/** Anything shorter would be found by chance. */
const shortest = 12;

/** Public: ids, public keys, certificates. */
const publicMembers = ['kid', 'x', 'y', 'kty', 'crv', 'alg', 'use', 'current', 'clientId'];

/** needlesOf are the secret parts of a secret: all of it, what is inside JSON and URLs, each line of a PEM file. */
export function needlesOf(name: string, secret: string): Needle[] {
  if (/^internal-jwks$|^tls-authority$|certificate$/.test(name)) return [];
  if (secret.startsWith('-----BEGIN')) {
    const lines = secret.split('\n').filter(line => line.length > 30 && !line.startsWith('-----'));
    return lines.map(value => ({ of: name, value }));
  }
  if (URL.canParse(secret)) {
    const { password } = new URL(secret);
    return [password, decodeURIComponent(password)].map(value => ({ of: `${name}, its password`, value }));
  }
  const parts = leaves(parsed(secret)).filter(({ path }) => !publicMembers.includes(path.at(-1) ?? ''));
  const all = parts.map(({ path, value }) => ({ of: [name, ...path].join('.'), value }));
  return all.filter(({ value }) => value.length >= shortest);
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? value : text;
  } catch {
    return text;
  }
}

function leaves(value: unknown, path: string[] = []): { path: string[]; value: string }[] {
  if (typeof value === 'string') return [{ path, value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/**
 * formsOf are all ways in which text may stand somewhere: as it is, escaped for a URL, hexadecimal, and in base64,
 * alone or behind something else, as the user name of an Authorization header.
 */
export function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const shifted = [0, 1, 2].flatMap(shift => {
    const coded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // The characters at both ends also depend on what is beside the text.
    const inner = coded.slice(shift === 0 ? 0 : shift + 1, -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const forms = [text, encodeURIComponent(text), bytes.toString('hex'), ...shifted];
  return [...new Set(forms)].filter(form => form.length >= shortest);
}
