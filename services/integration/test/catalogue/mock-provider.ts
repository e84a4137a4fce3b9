import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { located } from '../../src/domain/connection-params.ts';
import type { OAuth2 } from '../../src/domain/provider-auth.ts';
import type { Provider, RequestRule } from '../../src/domain/provider.ts';
import { fillString, pick } from '../../src/domain/template.ts';
import type { Examples } from './examples.ts';
import { setAt } from './set-at.ts';
import { client, type Grant, isOurs, Tokens } from './tokens.ts';

/** Asked is a request as a provider understands it. */
export interface Asked {
  method: string;
  path: string;
  query: Record<string, string | string[]>;
  headers: IncomingMessage['headers'];
  body: unknown;
  /** Of a multipart form its file, else the body as it came. */
  raw: Buffer;
}

/** Answer of the mock. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/**
 * MockProvider plays the authorization server and the API of one entry: tokens that end and rotate, refusals in the
 * entry's own words, whatever `onCall` answers to requests with credentials that count.
 */
export interface MockProvider {
  url: string;
  /** The entry, with every address of it at the mock. */
  provider: Provider;
  tokens: Tokens;
  /** Every request to the API, those that were refused among them. */
  calls: Asked[];
  /** What the API answers; else the examples decide. */
  onCall: ((asked: Asked) => Answer) | undefined;
  probed: number;
  revoked: number;
  /** Ends the access token that counts. */
  expire(): void;
  stop(): Promise<void>;
}

interface Options {
  /** Reads the entry with every address below this one. */
  read: (url: string) => Promise<Provider>;
  examples: Examples;
  /** How the credentials of an odd provider are told; true when they count. */
  proves?: ((asked: Asked) => boolean) | undefined;
}

/** startMockProvider starts one on a free port of this machine. */
export async function startMockProvider({ read, examples, proves }: Options): Promise<MockProvider> {
  const tokens = new Tokens();
  /** What the browser was asked for; whoever answers with scopes granted them all. */
  let scopes = '';
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = await read(url);
  const params = { ...examples.connect.params, ...examples.expect.params };
  const here = located(provider, params);
  const mock: MockProvider = {
    url,
    provider,
    tokens,
    calls: [],
    onCall: undefined,
    probed: 0,
    revoked: 0,
    expire: () => {
      tokens.access = 'ended';
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await understand(request);
    const { status = 200, headers = {}, body } = answerTo(asked, request.headers['content-type'] ?? '');
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(Buffer.isBuffer(body) ? body : body === undefined ? undefined : JSON.stringify(body));
  }

  function answerTo(asked: Asked, contentType: string): Answer {
    const { auth } = here;
    const at = (address: string | undefined) => address !== undefined && isAt(address, url, asked.path);
    if (auth.type === 'oauth2') {
      if (asked.method === 'GET' && at(auth.authorizationUrl)) return authorize(asked);
      if (asked.method === 'POST' && at(tokenUrlFor(auth, asked))) return giveTokens(asked, contentType);
      const { revocation } = auth;
      const revocationUrl =
        revocation &&
        fillString(revocation.url, {
          client: { id: client.clientId, secret: client.clientSecret },
          credentials: { accessToken: tokens.access, refreshToken: tokens.refresh },
        });
      if (asked.method === revocation?.method && at(revocationUrl)) return takeBack(asked);
    }
    if (auth.type === 'clientCredentials' && asked.method === 'POST' && at(auth.tokenUrl))
      return giveTokens(asked, contentType);
    if (auth.type === 'keyPair' && asked.method === 'POST' && at(auth.exchange?.tokenUrl))
      return { body: tokens.next({ token: standard }, examples.token, false) };
    if (asked.method === 'GET' && at(here.probe.url) && !isKnown(asked)) {
      mock.probed += 1;
      return { body: {} };
    }
    mock.calls.push(asked);
    if (tokens.access === 'ended' || !(proves ?? counts)(asked)) return refusal();
    return mock.onCall?.(asked) ?? byExample(asked);
  }

  function authorize({ query }: Asked): Answer {
    const asked = new URLSearchParams(query as Record<string, string>);
    if (here.auth.type === 'oauth2') scopes = asked.get(here.auth.scopeName) ?? '';
    const back = new URL(asked.get('redirect_uri') ?? 'about:blank');
    for (const [name, value] of Object.entries(examples.callback)) back.searchParams.set(name, value);
    back.searchParams.set('code', tokens.code(asked));
    back.searchParams.set('state', asked.get('state') ?? '');
    return { status: 302, headers: { location: back.href } };
  }

  function giveTokens({ body, headers }: Asked, contentType: string): Answer {
    const { auth } = here;
    if (auth.type !== 'oauth2' && auth.type !== 'clientCredentials') return { status: 404 };
    const wanted = auth.tokenEncoding === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
    if (!contentType.startsWith(wanted)) return { status: 415, body: { error: 'invalid_request' } };
    const grant = body as Grant;
    const own = auth.type === 'oauth2' ? client : (examples.connect.credentials as unknown as typeof client);
    const idName = auth.type === 'oauth2' ? auth.clientIdName : 'client_id';
    const ownForm = auth.type === 'clientCredentials' && auth.tokenBody !== undefined;
    const proven = ownForm
      ? JSON.stringify(body).includes(JSON.stringify(own.clientSecret))
      : isOurs(auth, grant, headers.authorization, own, idName);
    if (!proven) return { status: 401, body: { error: 'invalid_client' } };
    const more =
      auth.type === 'oauth2' && grant['grant_type'] === 'authorization_code' ? auth.tokenParams : {};
    if (Object.entries(more).some(([name, value]) => grant[name] !== value))
      return { status: 400, body: { error: 'invalid_request' } };
    if (!tokens.redeem(grant)) return { status: 400, body: { error: 'invalid_grant' } };
    const named =
      pick(examples.token, auth.token.scope) === undefined || scopes === ''
        ? examples.token
        : setAt(examples.token, auth.token.scope, scopes);
    return { body: tokens.next(auth, named as Record<string, unknown>, auth.type === 'oauth2') };
  }

  function takeBack({ raw, body, path, query, headers }: Asked): Answer {
    const said = [
      raw.toString(),
      decodeURIComponent(path),
      JSON.stringify(query),
      JSON.stringify(headers),
    ].join(' ');
    const held = [tokens.access, tokens.refresh].filter(token => token !== '');
    if (!held.some(token => said.includes(token))) return { status: 400, body: { error: 'invalid_token' } };
    const scope = {
      client: { id: client.clientId, secret: client.clientSecret },
      credentials: { accessToken: tokens.access, refreshToken: tokens.refresh },
    };
    const wanted = here.auth.type === 'oauth2' ? Object.entries(here.auth.revocation?.headers ?? {}) : [];
    if (wanted.some(([name, text]) => headers[name.toLowerCase()] !== fillString(text, scope)))
      return { status: 401, body: { error: 'invalid_client' } };
    // Whoever gives a token back without a header of its own names the client in the body, or nobody.
    const named = JSON.stringify(
      here.auth.type === 'oauth2' ? (here.auth.revocation?.body ?? {}) : {},
    ).includes('client.secret');
    if (named && !Object.values(body as object).includes(client.clientSecret))
      return { status: 401, body: { error: 'invalid_client' } };
    mock.revoked += 1;
    mock.expire();
    return {
      status: 200,
      body: here.errors.success ? setAt({}, here.errors.success.path, here.errors.success.equals) : {},
    };
  }

  /** The credentials stand where the entry puts them. */
  function counts({ headers, query }: Asked): boolean {
    const held = {
      ...examples.connect.credentials,
      ...(tokens.access === '' ? {} : { accessToken: tokens.access }),
    };
    const scope = { credentials: held, params, input: {} };
    const { auth } = here;
    const given =
      auth.type === 'basic'
        ? `Basic ${Buffer.from(`${fillString(auth.username, scope)}:${fillString(auth.password, scope)}`).toString('base64')}`
        : fillString(here.authorization, scope);
    const own = (texts: Readonly<Record<string, string>>) =>
      Object.entries(texts).filter(([, text]) => text.includes('${credentials.'));
    return (
      (given === '' || headers.authorization === given) &&
      own(here.headers).every(([name, text]) => headers[name.toLowerCase()] === fillString(text, scope)) &&
      own(here.query).every(([name, text]) => query[name] === fillString(text, scope))
    );
  }

  function refusal(): Answer {
    const { code, codeHeader, unauthorizedStatuses, unauthorizedCodes, success } = here.errors;
    const [first] = unauthorizedCodes;
    const body = code !== undefined && first !== undefined ? setAt({}, code, first) : {};
    return {
      status: unauthorizedStatuses.at(-1) ?? 401,
      ...(codeHeader !== undefined && first !== undefined
        ? { headers: { [codeHeader]: `${first}:more` } }
        : {}),
      body: success
        ? setAt(body, success.path, typeof success.equals === 'boolean' ? !success.equals : 'no')
        : body,
    };
  }

  function ruleAnswers(): [RequestRule, unknown][] {
    const found = here.params.flatMap(({ id, from }): [RequestRule, unknown][] =>
      from?.request ? [[from.request, examples.from[id]]] : [],
    );
    const rules = [here.account.request, here.verify].flatMap((rule): [RequestRule, unknown][] =>
      rule ? [[rule, examples.account ?? {}]] : [],
    );
    return [...found, ...rules];
  }

  const pathOf = (rule: RequestRule) =>
    new URL(
      (rule.baseUrl ?? here.baseUrl).replace(/\/$/, '') +
        rule.path.replaceAll(
          /\$\{(\w+)\.(\w+)\}/g,
          (_all, of: string, name: string) =>
            (of === 'params' ? params[name] : examples.connect.credentials[name]) ?? '',
        ),
    ).pathname;

  function isKnown(asked: Asked): boolean {
    return (
      ruleAnswers().some(([rule]) => rule.method === asked.method && samePath(pathOf(rule), asked.path)) ||
      mock.onCall !== undefined
    );
  }

  function byExample(asked: Asked): Answer {
    const known = ruleAnswers().find(
      ([rule]) => rule.method === asked.method && samePath(pathOf(rule), asked.path),
    );
    return known ? { body: known[1] } : { status: 404, body: { asked: `${asked.method} ${asked.path}` } };
  }

  return mock;
}

const standard = {
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  expiresIn: 'expires_in',
  scope: 'scope',
};

/** Codes are redeemed in one place, and tokens refreshed in another. */
function tokenUrlFor({ tokenUrl, refreshUrl }: OAuth2, { body }: Asked): string {
  return pick(body, 'grant_type') === 'refresh_token' ? (refreshUrl ?? tokenUrl) : tokenUrl;
}

function samePath(one: string, other: string): boolean {
  return decodeURIComponent(one) === decodeURIComponent(other);
}

function isAt(address: string, base: string, path: string): boolean {
  return address.startsWith(base) && samePath(new URL(address).pathname, path);
}

async function understand(request: IncomingMessage): Promise<Asked> {
  const raw = await buffer(request);
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://mock');
  const type = request.headers['content-type'] ?? '';
  const content = type.startsWith('multipart/form-data')
    ? await partsOf(raw, type)
    : { body: parse(raw.toString(), type), raw };
  return {
    method: request.method ?? '',
    path: pathname,
    query: several(searchParams),
    headers: request.headers,
    ...content,
  };
}

async function partsOf(raw: Buffer, type: string): Promise<{ body: unknown; raw: Buffer }> {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- a test's own server
  const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  const parts = [...form];
  const fields = parts.filter((part): part is [string, string] => typeof part[1] === 'string');
  const file = parts.map(([, part]) => part).find(part => part instanceof Blob);
  return {
    body: Object.fromEntries(fields),
    raw: file ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0),
  };
}

function parse(text: string, contentType: string): unknown {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return several(new URLSearchParams(text));
  if (!contentType.startsWith('application/json') || text === '') return undefined;
  return JSON.parse(text) as unknown;
}

function several(params: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(params.keys())].map(name => {
      const values = params.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? '') : values];
    }),
  );
}
