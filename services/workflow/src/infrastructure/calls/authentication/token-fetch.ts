import type * as oauth from 'openid-client';
import { isObject } from '../../../domain/json.ts';
import { readJson } from '../read-json.ts';
import { type Transport } from '../transport.ts';

/**
 * createTokenFetch is the `fetch` that token requests go through. It writes them as JSON for servers that want that,
 * and drops id tokens, which nobody reads here and whose issuer need not be the authority's URI.
 */
export function createTokenFetch(
  transport: Transport,
  encoding: 'application/x-www-form-urlencoded' | 'application/json',
  signal: AbortSignal,
): oauth.CustomFetch {
  return async (target, { method, headers, body }) => {
    const sent = { ...headers };
    let text: string | undefined;
    if (body instanceof URLSearchParams) {
      text = body.toString();
      sent['content-type'] = 'application/x-www-form-urlencoded';
      if (encoding === 'application/json') {
        text = JSON.stringify(membersOf(body));
        sent['content-type'] = 'application/json';
      }
    }
    // The transport names us, and some servers mind a name twice.
    delete sent['user-agent'];
    const answer = await transport.send({ method, url: new URL(target), headers: sent, body: text }, signal);
    const none = answer.status === 204 || answer.status === 304;
    return new Response(none ? null : withoutIdToken(answer.content.toString()), {
      status: answer.status,
      headers: headersOf(answer.headers),
    });
  };
}

function membersOf(body: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(body.keys())].map(name => {
      const values = body.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}

function withoutIdToken(text: string): string {
  try {
    const answer = readJson(text);
    if (!isObject(answer) || answer['id_token'] === undefined) return text;
    return JSON.stringify({ ...answer, id_token: undefined });
  } catch {
    return text;
  }
}

/** The content is unpacked, and may have become shorter. */
function headersOf(headers: Record<string, string>): Record<string, string> {
  const { 'content-length': _length, 'content-encoding': _encoding, ...rest } = headers;
  return rest;
}
