import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../process/child.ts';
import type { Child } from '../process/child.ts';
import { Failure } from '../process/failure.ts';
import { untilReady } from '../process/wait.ts';
import { appHealthy, appReady, daprdCommand, sidecarReady } from '../servers/daprd.ts';
import { reaches } from '../servers/health.ts';
import { grant } from './grants.ts';
import { layOver, readOverlays } from './overlays.ts';
import { explain, placeResources } from './resources.ts';
import type { Resource } from './resources.ts';
import type { App } from './run-file.ts';
import type { SelectedApp } from './selection.ts';
import { randomSecret } from './secrets.ts';
import { inherited, serverPorts } from './settings.ts';
import type { Settings } from './settings.ts';
import type { Starting } from './starting.ts';
import { httpTlsEnvironment } from './tls.ts';
import { metricsPortOf } from './wanted-ports.ts';
import type { Wiring } from './wiring.ts';

/** What dapr.yaml calls Node: the one that we run with. */
const ownNode = 'node_modules/.bin/node';

/** startApps starts every app next to its sidecar, all at once, and waits until each can be called. */
export async function startApps(
  settings: Settings,
  starting: Starting,
  apps: readonly SelectedApp[],
  resources: readonly Resource[],
  wiring: Wiring,
): Promise<void> {
  // Names of an earlier run would be called until they expire.
  for (const end of ['', '-shm', '-wal']) rmSync(join(settings.state, `names.db${end}`), { force: true });
  const folders = new Map(apps.flatMap(app => app.resourcesPaths ?? []).map(path => [path, '']));
  const overlaid = new Set(apps.flatMap(app => app.componentOverlays));
  const overlays = [...overlaid].flatMap(folder => readOverlays(settings.root, folder));
  const edit =
    overlays.length === 0 && wiring.extras.length === 0 && wiring.hotReload === undefined
      ? undefined
      : (text: string) => grant(layOver(text, overlays), wiring.extras);
  for (const path of folders.keys()) folders.set(path, placeResources(settings, [path], edit)[0] ?? path);
  const ids = apps.map(({ appID }) => appID);
  await Promise.all(
    apps.map(app => startApp(settings, starting, { ...app, beside: ids }, folders, resources, wiring)),
  );
}

async function startApp(
  settings: Settings,
  starting: Starting,
  app: SelectedApp & { beside: readonly string[] },
  folders: ReadonlyMap<string, string>,
  resources: readonly Resource[],
  wiring: Wiring,
): Promise<void> {
  // New ones at every start, one pair for each app: none can call another's sidecar or app directly.
  const tokens = { apiToken: randomSecret(), appToken: randomSecret() };
  const sidecar = await startSidecar(settings, starting, app, folders, tokens, wiring);
  const [program = '', ...args] = app.command;
  const own = await launch({
    name: app.appID,
    command: program === ownNode ? process.execPath : program,
    args,
    cwd: settings.root,
    log: join(settings.state, 'logs', `${app.appID}.log`),
    ports: { [speaksHttp(app) ? 'http' : 'grpc']: app.appPort, ...metricsOf(settings, app) },
    env: { ...inherited(), ...app.env, ...wiring.appEnv, ...environment(settings, app, tokens, wiring) },
    onSpawn: starting.recorded('app'),
    signal: starting.signal,
  });
  starting.watch(own);
  const waiting = { timeoutMs: 90_000, signal: starting.signal };
  const check = (ready: () => Promise<boolean>) => (): Promise<boolean> => {
    starting.assertAll();
    return ready();
  };
  const reached = async (): Promise<boolean> =>
    (await appReady(app.daprHTTPPort)) && (!app.enableAppHealthCheck || (await appHealthy(app.metricsPort)));
  const answers = (): Promise<boolean> =>
    speaksHttp(app) && app.appHealthCheckPath !== undefined
      ? reaches(
          `${addressOf(app.appPort, wiring)}${app.appHealthCheckPath}`,
          app.beside,
          wiring.certificates?.ca,
        )
      : Promise.resolve(true);
  try {
    const components = check(() => sidecarReady(app.daprHTTPPort));
    await untilReady(sidecar, components, { ...waiting, what: 'its components work' });
    await untilReady(own, check(reached), { ...waiting, what: 'its sidecar finds it healthy' });
    await untilReady(own, check(answers), {
      ...waiting,
      what: `${app.appHealthCheckPath ?? ''} answers 200, all others up`,
    });
  } catch (error) {
    if (error instanceof Failure) throw new Failure(explain(error.message, resources), { cause: error });
    throw error;
  }
}

interface Tokens {
  apiToken: string;
  appToken: string;
}

async function startSidecar(
  settings: Settings,
  starting: Starting,
  app: SelectedApp,
  folders: ReadonlyMap<string, string>,
  tokens: Tokens,
  wiring: Wiring,
): Promise<Child> {
  const ports = serverPorts(settings);
  const daprd = await daprdCommand({
    appId: app.appID,
    grpcPort: app.daprGRPCPort,
    httpPort: app.daprHTTPPort,
    internalPort: app.daprInternalGRPCPort,
    metricsPort: app.metricsPort,
    app: {
      port: app.appPort,
      protocol: app.appProtocol ?? 'http',
      healthCheck: app.enableAppHealthCheck ?? false,
      healthPath: app.appHealthCheckPath,
      healthIntervalSeconds: app.appHealthProbeInterval,
      healthTimeoutMs: app.appHealthProbeTimeout,
      healthThreshold: app.appHealthThreshold,
    },
    resourcesPaths: [...folders.values()],
    configs: placeResources(
      settings,
      [app.configFilePath, wiring.hotReload, ...app.configOverlays].filter(file => file !== undefined),
      wiring.extras.length === 0 ? undefined : text => grant(text, wiring.extras),
    ),
    program:
      wiring.certificates !== undefined || [...folders.keys()].some(path => path.endsWith('/pubsub-rabbitmq'))
        ? 'daprd-repaired'
        : 'daprd',
    extraArgs: wiring.sidecarArgs,
    extraEnv: { ...wiring.sidecarEnv, ...wiring.sidecarEnvOf[app.appID] },
    placement: `127.0.0.1:${String(ports.placement)}`,
    scheduler: `127.0.0.1:${String(ports.scheduler)}`,
    ...tokens,
    ...(app.logLevel === undefined ? {} : { logLevel: app.logLevel }),
  });
  const name = `${app.appID}-daprd`;
  const child = await launch({
    name,
    command: daprd.command,
    args: daprd.args,
    cwd: settings.root,
    log: join(settings.state, 'logs', `${name}.log`),
    ports: daprd.ports,
    env: { ...inherited(), ...daprd.env },
    onSpawn: starting.recorded('sidecar'),
    signal: starting.signal,
  });
  return starting.watch(child);
}

function metricsOf(settings: Settings, app: App): Record<string, number> {
  const metrics = metricsPortOf(settings, app.appID);
  return metrics === undefined ? {} : { metrics };
}

/** What the CLI gives an app, the tokens that it cannot give, and the ports where they were moved. */
function environment(
  settings: Settings,
  app: App,
  { apiToken, appToken }: Tokens,
  wiring: Wiring,
): Record<string, string> {
  const metrics = metricsPortOf(settings, app.appID);
  return {
    APP_ID: app.appID,
    APP_PORT: String(app.appPort),
    DAPR_GRPC_PORT: String(app.daprGRPCPort),
    DAPR_HTTP_PORT: String(app.daprHTTPPort),
    DAPR_API_TOKEN: apiToken,
    APP_API_TOKEN: appToken,
    NH_MTLS__SIDECAR_PORT: String(app.daprInternalGRPCPort),
    ...(settings.portOffset === 0 ? {} : { NH_SERVER__PORT: String(app.appPort) }),
    ...(settings.portOffset === 0 || metrics === undefined ? {} : { NH_METRICS__PORT: String(metrics) }),
    ...(wiring.certificates !== undefined && speaksHttp(app) ? httpTlsEnvironment(wiring.certificates) : {}),
    ...(settings.portOffset === 0 && wiring.certificates === undefined
      ? {}
      : movedAddresses(settings, app, wiring)),
  };
}

/** Addresses of others that an app's configuration names, where those were moved or speak TLS. */
function movedAddresses(settings: Settings, app: App, wiring: Wiring): Record<string, string> {
  const gateway = addressOf(8080 + settings.portOffset, wiring);
  if (app.appID === 'gateway') return { NH_SERVER__PUBLIC_URL: gateway };
  if (app.appID === 'workflow') return { NH_PUBLIC_URL: gateway };
  if (app.appID !== 'integration') return {};
  const sandbox = `http://127.0.0.1:${String(serverPorts(settings).sandbox)}`;
  return { NH_PUBLIC_URL: gateway, NH_CATALOGUE__BASE_URLS__SANDBOX: sandbox };
}

function addressOf(port: number, { certificates }: Wiring): string {
  return `${certificates === undefined ? 'http' : 'https'}://127.0.0.1:${String(port)}`;
}

function speaksHttp({ appProtocol }: App): boolean {
  return appProtocol === 'http' || appProtocol === 'https';
}
