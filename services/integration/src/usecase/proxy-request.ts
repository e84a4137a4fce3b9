import { type Call, requirePermission, requireWorkspace } from '@neighbourhood/shared/call/call';
import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Connection, requireUsable } from '../domain/connection.ts';
import { buildRequest } from '../domain/provider-request.ts';
import {
  forwardedHeaders,
  type Header,
  type Held,
  proxiedUrl,
  requireProxied,
  returnedHeaders,
} from '../domain/proxied-request.ts';
import type { Provider } from '../domain/provider.ts';
import { spellings } from '../domain/redacted.ts';
import { findConnection } from './execute-action.ts';
import { requireProvider } from './find-provider.ts';
import type { createFreshCredentials, FreshCredentials } from './fresh-credentials.ts';
import type { createNoteUse } from './note-use.ts';
import type { Connections, Consents, ProviderStreams, StreamedAnswer, WorkspaceCatalogue } from './ports.ts';
import { answerLimit, atMost, bodyFrom, type IncomingBody, type OutgoingBody } from './transfer-body.ts';

/** ProxyRequest is a request to a provider's own API; '' where something is not named. */
export interface ProxyRequest {
  connectionId: string;
  purpose: string;
  method: string;
  /** Encoded, below the provider's base URL. */
  path: string;
  query: string;
  headers: readonly Header[];
  body?: IncomingBody | undefined;
}

/** Transferred is an answer of any size. */
export interface Transferred {
  status: number;
  headers: readonly Header[];
  body: AsyncIterable<Buffer>;
}

interface Deps {
  catalogue: WorkspaceCatalogue;
  connections: Connections;
  consents: Consents;
  fresh: ReturnType<typeof createFreshCredentials>;
  streams: ProviderStreams;
  noteUse: ReturnType<typeof createNoteUse>;
  /** Bytes that a body may have, either way. */
  mostBytes: number;
}

/** createProxyRequest passes a request on to the provider with the connection's credentials, and the answer back. */
export function createProxyRequest(deps: Deps) {
  const { catalogue, connections, consents, fresh, streams, noteUse, mostBytes } = deps;

  const send = (
    { provider, connection, request, url }: Prepared,
    used: FreshCredentials,
    sent: OutgoingBody,
    { deadline, signal }: Call,
  ): Promise<StreamedAnswer> => {
    const own = buildRequest(
      provider,
      { method: 'GET', path: '/', encoding: 'json' },
      {
        input: {},
        credentials: used.credentials.values,
        params: connection.params,
      },
    );
    const target = new URL(url);
    for (const [name, value] of new URL(own.url).searchParams) target.searchParams.append(name, value);
    const given = Object.fromEntries(forwardedHeaders(request.headers));
    const length = request.body?.length;
    return streams.open({
      provider,
      workspaceId: connection.workspaceId,
      connection,
      request: {
        method: request.method,
        url: target.href,
        headers: {
          accept: '*/*',
          ...given,
          ...credentialHeaders(own.headers, given),
          ...(length === undefined ? {} : { 'content-length': String(length) }),
        },
      },
      ...(sent.body === undefined ? {} : { body: sent.body }),
      bodyFailure: sent.failure,
      repeatable: request.method === 'GET' || request.method === 'HEAD',
      deadline,
      signal,
      secrets: Object.values(used.credentials.values),
    });
  };

  /** What the caller said himself is no secret to him. */
  const heldOf = ({ provider, request }: Prepared, used: FreshCredentials): Held => {
    const said = `${request.path}?${request.query}`;
    const secrets = Object.values(used.credentials.values);
    return {
      names: Object.keys(provider.query),
      secrets: secrets.filter(secret => !spellings(secret).some(spelling => said.includes(spelling))),
    };
  };

  /** Credentials that are refused are renewed once, where the body can be sent again; the second answer is the answer. */
  async function perform(prepared: Prepared, sent: OutgoingBody, call: Call) {
    const used = await fresh(prepared.provider, prepared.connection);
    const answer = await send(prepared, used, sent, call);
    const first = { answer, attempts: 1, held: heldOf(prepared, used) };
    const again = sent.body === undefined || Buffer.isBuffer(sent.body);
    if (answer.status !== 401 || !again) return first;
    const renewed = await fresh(prepared.provider, prepared.connection, used.version).catch(() => undefined);
    if (renewed === undefined) return first;
    answer.body.once('error', () => undefined).destroy();
    const second = await send(prepared, renewed, sent, call);
    return { answer: second, attempts: 2, held: heldOf(prepared, renewed) };
  }

  return async (request: ProxyRequest, call: Call): Promise<Transferred> => {
    requirePermission(call, 'connection:proxy');
    const workspaceId = requireWorkspace(call);
    const named = { connectionId: request.connectionId, endUserId: '', provider: '' };
    const connection = await findConnection(connections, workspaceId, named, call);
    const provider = await requireProvider(catalogue, workspaceId, connection.provider, connection.params);
    requireProxied(provider, request.method);
    const url = proxiedUrl(provider, request.path, request.query).href;
    await requireFullConsent(consents, connection, request.purpose, call);
    requireUsable(connection);

    const prepared = { provider, connection, request, url };
    const sent = await bodyFrom(request.body, mostBytes);
    const { result } = await noteUse({ connection, action: 'proxy' }, call, () =>
      perform(prepared, sent, call),
    );
    const { status, headers, body } = result.answer;
    return {
      status,
      headers: returnedHeaders(headers, result.held),
      body: atMost(body, mostBytes, answerLimit(provider.name, mostBytes)),
    };
  };
}

interface Prepared {
  provider: Provider;
  connection: Connection;
  request: ProxyRequest;
  url: string;
}

/** What the entry puts into every request is the caller's to change, but for what holds a credential. */
function credentialHeaders(
  own: Record<string, string>,
  given: Record<string, string>,
): Record<string, string> {
  const changeable = new Set(['accept', 'user-agent', 'content-type']);
  return Object.fromEntries(
    Object.entries(own).filter(([name]) => !(changeable.has(name) && name in given) && name !== 'accept'),
  );
}

async function requireFullConsent(
  consents: Consents,
  { endUserId, provider, scopes }: Connection,
  purpose: string,
  call: Call,
): Promise<void> {
  const reason = await consents.refusal({ endUserId, provider, scopes, purpose }, call);
  if (reason === undefined) return;
  throw new AppError(
    'permissionDenied',
    'CONSENT.REQUIRED',
    'The end user has not consented to all that this connection may do, or no longer does.',
    { metadata: { reason, provider } },
  );
}
