import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Readable } from 'node:stream';
import { stringify } from 'yaml';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';
import { testServers } from './servers.ts';

/** DaprResource is a Component, Subscription, Resiliency or Configuration, as its YAML file would hold it. */
export interface DaprResource {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec?: unknown;
  scopes?: readonly string[];
}

/** DaprdOptions of startDaprd. */
export interface DaprdOptions {
  appId: string;
  /** Port of the app's gRPC server; without one the sidecar only serves calls out. */
  appPort?: number;
  /** Resources of the test's own… */
  components?: readonly DaprResource[];
  /** …and folders of resource files, as `components/common`. */
  folders?: readonly string[];
  /** The `spec` of the Configuration, without name resolution. */
  configuration?: Record<string, unknown>;
  /** Configuration files laid over it, as `components/discovery-consul/configuration.yaml`. */
  overlays?: readonly string[];
  /** Where other sidecars reach it; all interfaces and a free port unless told. */
  internal?: { address: string; port: number };
  /** The program; the one of the test servers unless told. */
  daprd?: string;
  /** What apps must send to the sidecar; default none. */
  apiToken?: string;
  /** What the sidecar sends to the app; default none. */
  appToken?: string;
  appHealthCheck?: boolean;
  /** Failed health checks in a row until the app is unhealthy; default 3. */
  appHealthThreshold?: number;
  /** Waits until the sidecar knows that its app is there, not only until it can call out; default true. */
  waitUntilReady?: boolean;
  /** Whether it has placement and scheduler; default true. */
  controlPlane?: boolean;
  /** Further flags and environment, as of mTLS. */
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** Daprd is a running sidecar. */
export interface Daprd {
  pid: number;
  grpcPort: number;
  httpPort: number;
  /** Where it takes calls of other sidecars. */
  internalPort: number;
  /** Everything it logged so far. */
  output(): string;
  /** Ends it as `make down` would, or at once with SIGKILL. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again after it has ended, at the same ports. */
  restart(): Promise<void>;
}

/** Sidecars of one test file find each other; those of other files, which run at the same time, they do not. */
const namespace = `test-${randomBytes(6).toString('hex')}`;

/** namesFile is the SQLite database in which they do. */
export const namesFile = (): string => path.join(testServers().directory, `${namespace}.db`);

async function writeResources(directory: string, options: DaprdOptions): Promise<string> {
  const resources = path.join(directory, 'resources');
  await mkdir(resources, { recursive: true });
  for (const [index, component] of (options.components ?? []).entries()) {
    await writeFile(path.join(resources, `${index}.yaml`), stringify(component));
  }
  const configuration = {
    apiVersion: 'dapr.io/v1alpha1',
    kind: 'Configuration',
    metadata: { name: 'test' },
    spec: {
      nameResolution: {
        component: 'sqlite',
        version: 'v1',
        configuration: { connectionString: namesFile() },
      },
      ...options.configuration,
    },
  };
  await writeFile(path.join(directory, 'config.yaml'), stringify(configuration));
  return resources;
}

type Spawned = ChildProcessByStdio<null, Readable, Readable>;
type Ports = Pick<Daprd, 'grpcPort' | 'httpPort' | 'internalPort'>;

async function freePorts({ internal }: DaprdOptions): Promise<Ports> {
  const [grpcPort, httpPort] = [await freePort(), await freePort()];
  return { grpcPort, httpPort, internalPort: internal?.port ?? (await freePort()) };
}

function launch(directory: string, resources: string, options: DaprdOptions, ports: Ports): Spawned {
  const { grpcPort, httpPort, internalPort } = ports;
  const servers = testServers();
  const flags = {
    'app-id': options.appId,
    'dapr-grpc-port': grpcPort,
    'dapr-http-port': httpPort,
    'dapr-internal-grpc-port': internalPort,
    'dapr-internal-grpc-listen-address': options.internal?.address ?? '',
    'dapr-listen-addresses': '127.0.0.1',
    'enable-metrics': false,
    'placement-host-address': options.controlPlane === false ? '' : servers.placementAddress,
    'scheduler-host-address': options.controlPlane === false ? '' : servers.schedulerAddress,
    'dapr-graceful-shutdown-seconds': 2,
    config: path.join(directory, 'config.yaml'),
    'log-level': 'info',
    ...(options.appPort === undefined
      ? {}
      : { 'app-port': options.appPort, 'app-protocol': 'grpc', 'app-channel-address': '127.0.0.1' }),
    ...(options.appHealthCheck
      ? {
          'enable-app-health-check': true,
          'app-health-probe-interval': 1,
          'app-health-threshold': options.appHealthThreshold ?? 3,
        }
      : {}),
  };
  const folders = [resources, ...(options.folders ?? [])];
  return spawn(
    options.daprd ?? servers.daprd,
    [
      ...Object.entries(flags).map(([name, value]) => `--${name}=${value}`),
      ...(options.overlays ?? []).map(file => `--config=${file}`),
      ...folders.map(folder => `--resources-path=${folder}`),
      ...(options.args ?? []),
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        DAPR_HOST_IP: '127.0.0.1',
        NAMESPACE: namespace,
        // What configuration files may refer to, as on a platform of tools/up.
        APP_ID: options.appId,
        DAPR_HTTP_PORT: String(httpPort),
        ...(options.appPort === undefined
          ? {}
          : { APP_HEALTH_GRPC: `127.0.0.1:${options.appPort}/readiness` }),
        ...(options.apiToken === undefined ? {} : { DAPR_API_TOKEN: options.apiToken }),
        ...(options.appToken === undefined ? {} : { APP_API_TOKEN: options.appToken }),
        ...options.env,
      },
    },
  );
}

async function stopChild(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await exited;
  clearTimeout(force);
}

type Running = Omit<Daprd, 'restart'>;

/** Starts one and waits for what `probe` tells; gives what happened instead. */
async function attempt(options: DaprdOptions, directory: string, resources: string, ports: Ports) {
  const child = launch(directory, resources, options, ports);
  let output = '';
  const keep = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const closed = once(child, 'close');
  const daprd: Running = {
    pid: child.pid ?? 0,
    ...ports,
    output: () => output,
    stop: (signal = 'SIGTERM') => stopChild(child, signal),
  };

  // /outbound answers when components are loaded; /healthz once the app was found as well.
  const app = options.appPort !== undefined && options.waitUntilReady !== false;
  const probe = `http://127.0.0.1:${ports.httpPort}/v1.0/${app ? 'healthz' : 'healthz/outbound'}`;
  const headers = options.apiToken === undefined ? {} : { 'dapr-api-token': options.apiToken };
  const outcome = await eventually(
    async () => {
      if (child.exitCode !== null) return 'ended';
      // One whose component failed may say for a moment that it is ready, and ends then; its log has the failure first.
      if (!(await fetch(probe, { headers })).ok || !output.includes('All outstanding components processed')) {
        return false;
      }
      return output.includes('daprd will exit gracefully') ? 'ended' : 'ready';
    },
    { timeoutMs: 30_000, what: `daprd of ${options.appId}` },
  ).catch((error: unknown) => String(error));
  if (outcome !== 'ready') {
    await daprd.stop('SIGKILL');
    // Why it ended is the last that it says: an exit may be seen before that is read.
    await closed;
  }
  return { daprd, outcome };
}

/** startDaprd starts a real sidecar on free ports and waits until it is ready. Stop it in afterAll. */
export async function startDaprd(options: DaprdOptions): Promise<Daprd> {
  const directory = path.join(testServers().directory, `${options.appId}-${randomBytes(6).toString('hex')}`);
  const resources = await writeResources(directory, options);
  const start = async (known?: Ports): Promise<Running> => {
    for (let tries = 1; ; tries += 1) {
      const ports = known ?? (await freePorts(options));
      const { daprd, outcome } = await attempt(options, directory, resources, ports);
      if (outcome === 'ready') return daprd;
      const portTaken = /address already in use|could not listen/i.test(daprd.output());
      if (!portTaken || tries === 3) {
        // The whole start: what failed may stand far before the end.
        throw new Error(`daprd of ${options.appId}: ${outcome}\n${daprd.output().slice(-20_000)}`);
      }
    }
  };
  let running = await start();
  let earlier = '';
  const { grpcPort, httpPort, internalPort } = running;
  return {
    get pid() {
      return running.pid;
    },
    grpcPort,
    httpPort,
    internalPort,
    output: () => earlier + running.output(),
    stop: signal => running.stop(signal),
    restart: async () => {
      earlier += running.output();
      running = await start({ grpcPort, httpPort, internalPort });
    },
  };
}
