import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '../../domain/json.ts';
import { fault } from '../../domain/workflow-error.ts';
import { type CredentialsOf } from './authentication/credentials.ts';
import { type ExpiringCache } from './expiring-cache.ts';
import { exchange } from './http/http-exchange.ts';
import { textOf } from './http/content.ts';
import { type Endpoint } from './shapes.ts';
import { type Transport } from './transport.ts';
import { expandUri, httpUrl } from './uri-template.ts';

/** Resource is a text that was found at an endpoint. */
export interface Resource {
  text: string;
  /** Where it was, for what is relative to it. */
  url: URL;
}

/** Resources reads documents elsewhere, for one workspace, and remembers what was made of them for a while. */
export interface Resources {
  read<T>(endpoint: Endpoint, input: Json, kind: string, parse: (resource: Resource) => T): Promise<T>;
}

interface Deps {
  transport: Transport;
  cache: ExpiringCache<unknown>;
  maxRedirects: number;
  timeoutMs: number;
  keepMs: number;
  now: () => number;
}

/** ResourcesOf gives the resources of a workspace, which nobody else's credentials opened. */
export type ResourcesOf = (workspaceId: string, credentialsOf: CredentialsOf) => Resources;

/** createResources reads over HTTP through the guard, or from `data:` URIs. */
export function createResources(deps: Deps): ResourcesOf {
  const { transport, cache, maxRedirects, timeoutMs, keepMs, now } = deps;
  return (workspaceId, credentialsOf) => ({
    async read(endpoint, input, kind, parse) {
      if (/^data:/i.test(endpoint.uri)) return parse(dataOf(endpoint.uri));
      const url = httpUrl(expandUri(endpoint.uri, input));
      const { authentication = null } = endpoint;
      const key = createHash('sha256')
        .update(canonicalJson([workspaceId, kind, url.href, authentication]))
        .digest('hex');
      const { value } = await cache.get(key, async () => {
        const credentials = authentication === null ? undefined : await credentialsOf(authentication, input);
        const request = {
          method: 'get',
          url,
          headers: { accept: 'application/json, application/yaml, */*;q=0.8' },
        };
        // Shared by all who wait for it, so that it is nobody's signal that ends it.
        const signal = AbortSignal.timeout(timeoutMs);
        const done = await exchange(request, {
          transport,
          credentials,
          redirect: true,
          maxRedirects,
          signal,
        });
        const { answer } = done;
        if (answer.status !== 200)
          throw fault('communication', `${url.host} answered ${answer.status} for a document`, answer.status);
        const text = textOf(answer.content, answer.headers['content-type']);
        const parsed = parse({ text, url: done.request.url });
        // A parsed document takes several times the room of its text.
        return { value: parsed, until: now() + keepMs, weight: text.length };
      });
      return value as ReturnType<typeof parse>;
    },
  });
}

function dataOf(uri: string): Resource {
  const match = /^data:([^,]*),(.*)$/is.exec(uri);
  const [, type = '', rest = ''] = match ?? [];
  try {
    const plain = decodeURIComponent(rest);
    const text = /;base64$/i.test(type) ? Buffer.from(plain, 'base64').toString() : plain;
    return { text, url: new URL('data:,') };
  } catch {
    throw fault('configuration', 'The data: URI cannot be read');
  }
}
