import { type Dispatcher, fetch } from 'undici';
import { fault } from '../../../domain/workflow-error.ts';
import { type Authorization, type Credentials } from '../authentication/credentials.ts';
import { netFault } from '../net-faults.ts';

interface Deps {
  dispatcher: Dispatcher;
  maxAnswerBytes: number;
  signal: AbortSignal;
  /** The author's, by lower-case name. */
  headers: Record<string, string>;
  credentials: Credentials | undefined;
  onAuthorization: (used: Authorization) => void;
  /** The request that has effects, and its key. */
  idempotent: { method: string; key: string };
}

/** createMcpFetch is the `fetch` of the MCP client: through the guard, authorized, bounded in size and time. */
export function createMcpFetch(deps: Deps): (target: string | URL, init?: RequestInit) => Promise<Response> {
  const {
    dispatcher,
    maxAnswerBytes,
    signal,
    headers: authored,
    credentials,
    onAuthorization,
    idempotent,
  } = deps;
  let authorization = credentials?.first;
  let left = maxAnswerBytes;

  async function send(url: URL, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    for (const [name, value] of Object.entries(authored)) if (!headers.has(name)) headers.set(name, value);
    if (authorization) headers.set('authorization', `${authorization.scheme} ${authorization.parameter}`);
    const body = typeof init.body === 'string' ? init.body : undefined;
    if (body !== undefined && methodOf(body) === idempotent.method)
      headers.set('idempotency-key', idempotent.key);
    const answer = await fetch(url, {
      dispatcher,
      redirect: 'manual',
      method: init.method ?? 'GET',
      headers: Object.fromEntries(headers),
      signal: init.signal ? AbortSignal.any([init.signal, signal]) : signal,
      ...(body === undefined ? {} : { body }),
    });
    const bounded = answer.body?.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          left -= chunk.byteLength;
          if (left < 0)
            controller.error(fault('runtime', `${url.host} answered with more than ${maxAnswerBytes} bytes`));
          else controller.enqueue(chunk);
        },
      }),
    );
    return new Response(bounded ?? null, { status: answer.status, headers: [...answer.headers] });
  }

  return async (target, init = {}) => {
    // The stream of what a server says unasked; nobody would hear it.
    if ((init.method ?? 'GET') === 'GET') return new Response(null, { status: 405 });
    const url = new URL(target);
    try {
      const answer = await send(url, init);
      if (answer.status !== 401 || !credentials) return answer;
      const seen = { status: 401, headers: Object.fromEntries(answer.headers), content: Buffer.alloc(0) };
      const again = await credentials.again(seen, { method: init.method ?? 'GET', url, headers: {} });
      if (!again) return answer;
      await answer.body?.cancel();
      authorization = again;
      onAuthorization(again);
      return await send(url, init);
    } catch (error) {
      throw netFault(error, url.host, signal);
    }
  };
}

function methodOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { method?: unknown }).method;
  } catch {
    return undefined;
  }
}
