import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'yaml';
import { silent } from '../build/report.ts';
import type { Report } from '../build/report.ts';
import { Failure } from '../process/failure.ts';
import { answers, holderOf, isFree } from '../process/ports.ts';
import type { App } from './run-file.ts';
import type { Parts } from './selection.ts';
import { chosenPorts } from './settings.ts';
import type { Settings } from './settings.ts';

/** WantedPort is a port and who is going to listen on it. */
export interface WantedPort {
  port: number;
  by: string;
}

/** metricsPortOf reads the port of an app's own metrics from its configuration, offset included. */
export function metricsPortOf({ root, portOffset }: Settings, appId: string): number | undefined {
  try {
    const config = parse(readFileSync(join(root, 'configs', `${appId}.yaml`), 'utf8')) as {
      metrics?: { port?: unknown };
    } | null;
    const port = config?.metrics?.port;
    return typeof port === 'number' ? port + portOffset : undefined;
  } catch {
    return undefined; // The app itself will say what is wrong with its configuration.
  }
}

/** wantedPorts lists every port that the platform is going to listen on. */
export function wantedPorts(settings: Settings, parts: Parts, apps: readonly App[]): WantedPort[] {
  const servers = chosenPorts(settings, parts).map(([by, port]) => ({ port, by }));
  return [
    ...servers,
    ...apps.flatMap(app => {
      const metrics = metricsPortOf(settings, app.appID);
      return [
        { port: app.appPort, by: app.appID },
        ...(metrics === undefined ? [] : [{ port: metrics, by: `${app.appID} (metrics)` }]),
        { port: app.daprGRPCPort, by: `${app.appID}'s sidecar (gRPC)` },
        { port: app.daprHTTPPort, by: `${app.appID}'s sidecar (HTTP)` },
        { port: app.daprInternalGRPCPort, by: `${app.appID}'s sidecar (internal gRPC)` },
        { port: app.metricsPort, by: `${app.appID}'s sidecar (metrics)` },
      ];
    }),
  ];
}

/** How long a connection that was closed keeps its port, and a little more, in milliseconds. */
const lingerMs = 70_000;

/**
 * assertFree fails when two want one port or somebody else listens on one, naming port, wanter and holder.
 * A port that nobody listens on but that an outgoing connection was given is waited for: it goes soon.
 */
export async function assertFree(
  wanted: readonly WantedPort[],
  report: Report = silent,
  signal?: AbortSignal,
): Promise<void> {
  const takers = new Map<number, string>();
  for (const { port, by } of wanted) {
    const other = takers.get(port);
    if (other !== undefined) throw new Failure(`${by} and ${other} both want port ${String(port)}`);
    takers.set(port, by);
  }
  const deadline = Date.now() + lingerMs;
  const check = async ([port, by]: [number, string]): Promise<string[]> => {
    while (!(await isFree(port))) {
      const holder = holderOf(port) ?? ((await answers(port)) ? 'another process' : undefined);
      if (holder !== undefined) return [`${by} wants port ${String(port)}, which ${holder} holds`];
      if (Date.now() > deadline) return [`${by} wants port ${String(port)}, which a connection keeps in use`];
      report.progress(`waiting for port ${String(port)} of ${by}, which a connection still uses`);
      await pause(250, undefined, { signal });
    }
    return [];
  };
  const problems = (await Promise.all([...takers].map(check))).flat();
  if (problems.length > 0) throw new Failure(problems.join('\n'));
}
