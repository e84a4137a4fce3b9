import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../process/failure.ts';
import { ensureGrants } from '../servers/consul-acl.ts';
import { consulApi } from '../servers/consul-api.ts';
import { startConsul } from '../servers/consul.ts';
import type { Server } from '../servers/server.ts';
import { type ConsulTokens, ensureConsulTokens, grantsOf } from './consul-access.ts';
import { type App, readRunFile } from './run-file.ts';
import type { Parts } from './selection.ts';
import type { PartContext } from './wiring.ts';

/** needsConsul tells whether the chosen parts have something in Consul. */
export function needsConsul({ discovery, config }: Parts): boolean {
  return discovery === 'consul' || config === 'consul';
}

/** startDiscovery runs Consul where a part is kept in it, with a token for each of its callers. */
export async function startDiscovery(context: PartContext): Promise<Server | undefined> {
  const { settings, parts, ports, options, wiring, starting } = context;
  if (!needsConsul(parts)) return undefined;
  const { apps } = readRunFile(settings.root, settings.portOffset, parts.extra);
  const tokens = await ensureConsulTokens(
    context.secrets,
    apps.map(({ appID }) => appID),
  );
  const server = await startConsul({
    ...options('consulHttp', 'server'),
    directory: join(settings.state, 'data', 'consul'),
    log: join(settings.state, 'logs', 'consul.log'),
    serverPort: ports.consulServer,
    serfPort: ports.consulSerfLan,
    managementToken: tokens.management,
    agentToken: tokens.agent,
    ca: wiring.certificates?.ca,
  });
  await ensureGrants(consulApi(server.url, tokens.management), grantsOf(tokens));
  if (parts.discovery === 'consul') {
    wireSidecars(context, apps, tokens);
    wiring.whenStarted.push(ids => untilResolved(server, tokens.agent, ids, starting.signal));
  }
  if (parts.config === 'consul') {
    Object.assign(wiring.appEnv, {
      NH_DYNAMIC__SOURCE: 'consul',
      NH_DYNAMIC__CONSUL__ADDRESS: server.url,
    });
  }
  return server;
}

/** What components/discovery-consul/configuration.yaml takes from each sidecar's environment. */
function wireSidecars({ settings, wiring }: PartContext, apps: readonly App[], tokens: ConsulTokens): void {
  const folder = join(settings.state, 'consul');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const app of apps) {
    writeFileSync(join(folder, `${app.appID}.token`), tokens.sidecars.get(app.appID) ?? '', { mode: 0o600 });
    wiring.sidecarEnvOf[app.appID] = {
      ...wiring.sidecarEnvOf[app.appID],
      ...checksOf(app, wiring.certificates === undefined ? 'http' : 'https'),
    };
  }
}

function checksOf(app: App, scheme: string): Record<string, string> {
  const at = `127.0.0.1:${String(app.appPort)}`;
  const speaksHttp = app.appProtocol !== 'grpc';
  return {
    APP_ID: app.appID,
    DAPR_HTTP_PORT: String(app.daprHTTPPort),
    APP_HEALTH_HTTP: speaksHttp ? `${scheme}://${at}${app.appHealthCheckPath ?? '/'}` : '',
    APP_HEALTH_GRPC: speaksHttp ? '' : `${at}/readiness`,
  };
}

/** untilResolved waits until Consul finds every one of the apps healthy, so that a first call finds its callee. */
export async function untilResolved(
  { url }: Pick<Server, 'url'>,
  token: string,
  apps: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const ask = consulApi(url, token);
  const deadline = Date.now() + 60_000;
  for (;;) {
    const unhealthy: string[] = [];
    for (const app of apps) {
      const { status, body } = await ask('GET', `health/service/${app}?passing`);
      if (status !== 200 || (JSON.parse(body) as unknown[]).length === 0) unhealthy.push(app);
    }
    if (unhealthy.length === 0) return;
    if (Date.now() > deadline)
      throw new Failure(`consul: no healthy instance of ${unhealthy.join(', ')} in the registry after 60 s`);
    await pause(100, undefined, { signal });
  }
}
