import { z } from 'zod';
import { paramNames, withParams } from '../domain/connection-params.ts';
import type { Template } from '../domain/provider.ts';

/** Parts of the schema of a catalogue entry. */
export const kebab = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be kebab-case');
export const text = z.string().min(1);
export const texts = z.record(z.string(), z.string());
export const headerName = z.string().min(1).toLowerCase();
export const template: z.ZodType<Template> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(template), z.record(z.string(), template)]),
);
export const url = z
  .string()
  .refine(isUrl, 'must be an address by http or https, with `${params.x}` in its host or path at most');
/** Of revocation: whatever the token needs, behind the host. */
export const tokenUrl = z
  .string()
  .refine(isAbsolute, 'must be an address by http or https, with `${params.x}` in its host at most');
/** One that is no template. */
export const plainUrl = z
  .string()
  .refine(isAbsolute, 'must be an address by http or https')
  .meta({ format: 'uri' });

/**
 * Scheme, slashes and host as everybody reads them: URL parsers take `https:evil`, `https:\\evil` and `https://good@evil`
 * as well, which no check of addresses would see as what they are.
 */
const absolute = /^https?:\/\/(?:\$\{params\.\w+\}|[^/?#\\@\s${}])+(?=[/?#]|$)/;

function isAbsolute(value: string): boolean {
  return absolute.test(value) && URL.canParse(withAnyParams(value));
}

/** Parameters stand where a word of letters would, and nowhere behind a question mark. */
function isUrl(value: string): boolean {
  return isAbsolute(value) && !/[?#].*\$\{params\./.test(value);
}

function withAnyParams(value: string): string {
  return withParams(value, Object.fromEntries(paramNames(value).map(name => [name, 'x'])));
}
