import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import Router from '@koa/router';
import { createAuthorizationServer } from './authorization-server.ts';
import { createNotesApi } from './notes-api.ts';
import type { SandboxSettings } from './settings.ts';
import { createStats, type Stats } from './stats.ts';
import { createStore } from './store.ts';

/** Sandbox is a running sandbox provider. */
export interface Sandbox {
  /** Base URL and issuer, e.g. `http://127.0.0.1:8090`. */
  url: string;
  clientId: string;
  clientSecret: string;
  stats: () => Stats;
  stop: () => Promise<void>;
}

const defaults: SandboxSettings = {
  host: '127.0.0.1',
  port: 0,
  clientId: 'neighbourhood-test',
  clientSecret: 'only-ever-used-in-this-process',
  redirectUris: ['http://127.0.0.1:8080/api/v1/connections/callback'],
  accessTokenTtl: 60,
  interactive: false,
};

/**
 * startSandbox starts the provider, on the loopback interface unless told otherwise; port 0 takes a free one. What is not given has
 * values for tests; `main.ts` gives everything.
 */
export async function startSandbox(options: Partial<SandboxSettings> = {}): Promise<Sandbox> {
  const settings = { ...defaults, ...options };
  const store = createStore(settings.dataFile);
  const listener = createServer();
  listener.listen(settings.port, settings.host);
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  const url = settings.publicUrl?.replace(/\/$/, '') ?? `http://127.0.0.1:${port}`;

  const server = createAuthorizationServer(url, settings, store);
  const stats = createStats(server);
  const app = new Koa();
  const pages = new Router();
  pages.get('/health/ready', ctx => {
    ctx.body = { status: 'ready' };
  });
  // What people do on a provider's page of connected apps: no token of the account is good any more.
  pages.delete('/accounts/:account/connections', ctx => {
    for (const [key, { payload }] of store.entries)
      if (payload.accountId === ctx.params['account'] && /^(?:AccessToken|RefreshToken|Grant):/.test(key))
        store.entries.delete(key);
    store.changed();
    ctx.status = 204;
  });
  pages.get('/stats', ctx => {
    ctx.body = stats.read();
  });
  const handleOpenId = server.callback();

  app.use(pages.routes()).use(createNotesApi(server, store, stats.countApi).routes());
  app.use(async ctx => {
    if (ctx.method === 'POST' && ctx.path === '/token/revocation') stats.countRevocation();
    ctx.respond = false;
    await handleOpenId(ctx.req, ctx.res);
  });
  const handle = app.callback();
  listener.on('request', (request, response) => void handle(request, response));

  return {
    url,
    clientId: settings.clientId,
    clientSecret: settings.clientSecret,
    stats: stats.read,
    stop: async () => {
      await close(listener);
      store.close();
    },
  };
}

async function close(listener: Server): Promise<void> {
  const closed = once(listener, 'close');
  listener.close();
  listener.closeAllConnections();
  await closed;
}
