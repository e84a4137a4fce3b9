import { type DaprProgram, daprBinary } from '../build/dapr.ts';
import { ask, healthy } from './health.ts';

/** DaprdOptions is one sidecar. Paths are absolute or relative to the folder that it runs in. */
export interface DaprdOptions {
  appId: string;
  grpcPort: number;
  httpPort: number;
  internalPort: number;
  metricsPort: number;
  /** Absent for a sidecar without an app. */
  app?: {
    port: number;
    protocol: string;
    healthCheck: boolean;
    /** HTTP only. */
    healthPath?: string | undefined;
    healthIntervalSeconds?: number | undefined;
    healthTimeoutMs?: number | undefined;
    healthThreshold?: number | undefined;
  };
  resourcesPaths: readonly string[];
  /** `daprd` unless told. */
  program?: DaprProgram;
  /** Configuration files, each laid over those before it. */
  configs?: readonly string[];
  /** Further flags and environment, of mTLS for example. */
  extraArgs?: readonly string[];
  extraEnv?: Readonly<Record<string, string>>;
  /** host:port of the control plane; without placement there are no actors, without scheduler no jobs. */
  placement?: string | undefined;
  scheduler?: string | undefined;
  /** Token that callers of the sidecar must show, and the one that it shows to the app. */
  apiToken?: string | undefined;
  appToken?: string | undefined;
  logLevel?: string;
}

/** DaprdCommand is what to spawn; env holds only what is added to the environment. */
export interface DaprdCommand {
  command: string;
  args: string[];
  env: Record<string, string>;
  ports: Record<string, number>;
}

/** daprdCommand builds the command line of a sidecar that listens on loopback only. */
export async function daprdCommand(options: DaprdOptions): Promise<DaprdCommand> {
  const { appId, grpcPort, httpPort, internalPort, metricsPort, app } = options;
  const args = [
    ...['--app-id', appId, '--mode', 'standalone', '--log-level', options.logLevel ?? 'info'],
    ...['--dapr-grpc-port', String(grpcPort), '--dapr-http-port', String(httpPort)],
    ...['--dapr-listen-addresses', '127.0.0.1'],
    ...[
      '--dapr-internal-grpc-port',
      String(internalPort),
      '--dapr-internal-grpc-listen-address',
      '127.0.0.1',
    ],
    ...['--metrics-port', String(metricsPort), '--metrics-listen-address', '127.0.0.1'],
    ...options.resourcesPaths.flatMap(path => ['--resources-path', path]),
    ...(options.configs ?? []).flatMap(path => ['--config', path]),
    // Absent would mean localhost:50005: an empty value turns actors off.
    ...['--placement-host-address', options.placement ?? ''],
    ...['--scheduler-host-address', options.scheduler ?? ''],
    ...(options.extraArgs ?? []),
  ];
  if (app !== undefined) args.push(...appArguments(app));
  return {
    command: await daprBinary(options.program ?? 'daprd'),
    args,
    env: {
      // The address that it registers for others to call; the default is the first network card's.
      DAPR_HOST_IP: '127.0.0.1',
      ...(options.apiToken === undefined ? {} : { DAPR_API_TOKEN: options.apiToken }),
      ...(options.appToken === undefined ? {} : { APP_API_TOKEN: options.appToken }),
      ...options.extraEnv,
    },
    ports: { grpc: grpcPort, http: httpPort, internal: internalPort, metrics: metricsPort },
  };
}

function appArguments(app: NonNullable<DaprdOptions['app']>): string[] {
  const args = [
    '--app-port',
    String(app.port),
    '--app-protocol',
    app.protocol,
    '--app-channel-address',
    '127.0.0.1',
  ];
  if (!app.healthCheck) return args;
  const health = {
    '--app-health-check-path': app.healthPath,
    '--app-health-probe-interval': app.healthIntervalSeconds,
    '--app-health-probe-timeout': app.healthTimeoutMs,
    '--app-health-threshold': app.healthThreshold,
  };
  const given = Object.entries(health).flatMap(([flag, value]) =>
    value === undefined ? [] : [flag, String(value)],
  );
  return [...args, '--enable-app-health-check', ...given];
}

/** sidecarReady tells whether a sidecar's building blocks work, its app left aside. */
export function sidecarReady(httpPort: number): Promise<boolean> {
  return healthy(`http://127.0.0.1:${String(httpPort)}/v1.0/healthz/outbound`);
}

/** appReady tells whether a sidecar has found that its app listens. */
export function appReady(httpPort: number): Promise<boolean> {
  return healthy(`http://127.0.0.1:${String(httpPort)}/v1.0/healthz`);
}

/**
 * appHealthy tells whether a health probe of the sidecar has found its app able to work. Only then does it
 * deliver events and jobs, which can be seconds after appReady, and its metrics are the one place to see it.
 */
export async function appHealthy(metricsPort: number): Promise<boolean> {
  const { body } = await ask(`http://127.0.0.1:${String(metricsPort)}/metrics`);
  return /^dapr_(grpc_io|http)_healthprobes_completed_count\{.*status="(OK|2\d\d)".*\} [1-9]/m.test(body);
}
