import { z } from 'zod';
import { type Json } from '../../domain/json.ts';

/** json is any JSON value; what is checked was JSON before, so that nothing is to be looked at. */
export const json = z.custom<Json>(() => true);

/** endpoint is a URI, or one with the authentication that it needs. */
export const endpoint = z.union([
  z.string().transform(uri => ({ uri, authentication: undefined as Json | undefined })),
  z
    .object({ uri: z.string(), authentication: json.optional() })
    .transform(({ uri, authentication }) => ({ uri, authentication })),
]);

/** Endpoint is what an endpoint of a document comes to. */
export type Endpoint = z.output<typeof endpoint>;

/** externalResource is a document elsewhere. */
export const externalResource = z.object({ endpoint });

/** httpOutput is what is made of an HTTP answer. */
export const httpOutput = z.enum(['raw', 'content', 'response']).default('content');
