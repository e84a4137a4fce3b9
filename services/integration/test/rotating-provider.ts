import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** Grant is one authorization; reusing a refresh token of it ends it, as strict providers do. */
interface Grant {
  account: string;
  clientId: string;
  refreshToken: string;
  accessTokens: Set<string>;
  ended: boolean;
}

/** Answer of the token endpoint, in place of its own. */
interface Answer {
  status: number;
  type?: string;
  body: string;
}

/** Behaviour is what a test changes while the provider runs. */
export interface Behaviour {
  clients: Record<string, string>;
  /** Seconds that access tokens say they live. */
  expiresIn: number;
  /** Waited for before a code is exchanged. */
  beforeExchange: () => Promise<unknown>;
  /** Waited for before a refresh is looked at. */
  beforeRefresh: () => Promise<unknown>;
  /** Waited for when the refresh token was exchanged, before the answer goes out. */
  beforeAnswer: () => Promise<unknown>;
  /** Whether a refresh token that was used is taken again, as some providers do for a while. */
  tolerant: boolean;
  /** Takes the place of the token endpoint. */
  tokenAnswer: (() => Answer | undefined) | undefined;
}

/**
 * startRotatingProvider is a provider whose refresh tokens rotate, belong to the client that they were given to, and
 * end the whole grant when one is used twice.
 */
export async function startRotatingProvider(port = 0) {
  const grants: Grant[] = [];
  const noCounts = () => ({
    ...{ refreshes: 0, reuses: 0, acts: 0, refused: 0 },
    refreshesOf: {} as Record<string, number>,
  });
  const counts = noCounts();
  const usual = (): Behaviour => ({
    clients: { platform: 'platform-secret' },
    expiresIn: 3_600,
    beforeExchange: async () => undefined,
    beforeRefresh: async () => undefined,
    beforeAnswer: async () => undefined,
    tolerant: false,
    tokenAnswer: undefined,
  });
  const behaviour = usual();

  function issue(grant: Grant) {
    grant.refreshToken = randomUUID();
    const accessToken = randomUUID();
    grant.accessTokens.add(accessToken);
    return { access_token: accessToken, refresh_token: grant.refreshToken, expires_in: behaviour.expiresIn };
  }

  async function token(form: URLSearchParams): Promise<Answer> {
    const refuse = (error: string): Answer => ({ status: 400, body: JSON.stringify({ error }) });
    const clientId = form.get('client_id') ?? '';
    if (behaviour.clients[clientId] !== form.get('client_secret')) return refuse('invalid_client');
    if (form.get('grant_type') === 'authorization_code') {
      await behaviour.beforeExchange();
      const account = form.get('code') ?? '';
      const grant = { account, clientId, refreshToken: '', accessTokens: new Set<string>(), ended: false };
      grants.push(grant);
      return { status: 200, body: JSON.stringify(issue(grant)) };
    }
    counts.refreshes += 1;
    await behaviour.beforeRefresh();
    const given = form.get('refresh_token') ?? '';
    const replaced = behaviour.tokenAnswer?.();
    if (replaced) return replaced;
    const again = behaviour.tolerant ? used.get(given) : undefined;
    const grant = grants.find(
      each => (each.refreshToken === given || each.account === again) && each.clientId === clientId,
    );
    if (!grant || grant.ended) {
      counts.reuses += 1;
      // Nobody but the holder of an old one of the same client could send it.
      const account = used.get(given);
      for (const each of grants) if (each.account === account) end(each);
      return refuse('invalid_grant');
    }
    used.set(given, grant.account);
    counts.refreshesOf[grant.account] = (counts.refreshesOf[grant.account] ?? 0) + 1;
    const answer = { status: 200, body: JSON.stringify(issue(grant)) };
    await behaviour.beforeAnswer();
    return answer;
  }
  const used = new Map<string, string>();
  const end = (grant: Grant): void => {
    grant.ended = true;
    grant.accessTokens.clear();
  };

  function api(request: IncomingMessage): Answer {
    const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const grant = grants.find(each => each.accessTokens.has(bearer));
    if (!grant) {
      counts.refused += 1;
      return { status: 401, body: '{}' };
    }
    if (request.url !== '/account') counts.acts += 1;
    return { status: 200, body: JSON.stringify({ id: grant.account }) };
  }

  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request);
      const answer = request.url === '/token' ? await token(new URLSearchParams(body)) : api(request);
      response.writeHead(answer.status, { 'content-type': answer.type ?? 'application/json' });
      response.end(answer.body);
    })();
  });
  server.keepAliveTimeout = 60_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    counts,
    behaviour,
    /** Ends an account's grants, as when the end user revokes access. */
    end: (account: string) => {
      for (const grant of grants) if (grant.account === account) end(grant);
    },
    /** Access tokens that exist, of an account if one is named, count no longer; refresh tokens do. */
    expire: (account?: string) => {
      for (const grant of grants)
        if (account === undefined || grant.account === account) grant.accessTokens.clear();
    },
    /** Begins anew: nothing was counted, everything is as usual. */
    reset: () => {
      Object.assign(counts, noCounts());
      Object.assign(behaviour, usual());
    },
    /** The catalogue entry, as YAML. */
    entry: entryOf(url),
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** RotatingProvider is a running one. */
export type RotatingProvider = Awaited<ReturnType<typeof startRotatingProvider>>;

const entryOf = (url: string): string => `
id: rotating
name: Rotating
description: Its refresh tokens count once.
category: other
docsUrl: https://rotating.example/docs
baseUrl: ${url}
auth:
  type: oauth2
  authorizationUrl: /authorize
  tokenUrl: /token
  clientAuthentication: body
  pkce: true
scopes:
  - { id: read, description: Read, default: true }
  - { id: write, description: Write, default: false }
account:
  request: { method: GET, path: /account }
  id: '\${body.id}'
probe: { url: / }
rateLimit: { requests: 100000, perSeconds: 1 }
errors: {}
actions:
  - id: act
    version: 1.0.0
    title: Act
    description: Does something.
    scopes: [read]
    idempotent: false
    input: { type: object }
    output: { type: object }
    request: { method: POST, path: /act, body: {} }
`;
