/**
 * make bench IMAGES=1: how long the image of each app takes from `docker start` until its health check is content, its
 * sidecar and stores being up, beside a container of the same image that runs `node -e 0`. Printed and never asserted.
 * `docker compose up -d` comes first; whoever uses that platform meanwhile meets its apps restarting.
 */
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';

const apps = ['auth', 'consent', 'integration', 'notification', 'workflow', 'gateway'] as const;
const project = process.env['COMPOSE_PROJECT_NAME'] ?? 'neighbourhood';
const rounds = process.argv.includes('--quick') ? 1 : 3;

function docker(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`docker ${args.join(' ')}: ${stderr}`);
  return stdout.trim();
}

interface Container {
  Image: string;
  State: { FinishedAt: string };
  Config: { Env: string[] };
}
function inspect(name: string): Container {
  const [found] = JSON.parse(docker('inspect', '--type=container', name)) as Container[];
  if (found === undefined) throw new Error(`${name} does not run: docker compose up -d`);
  return found;
}

/** until runs a container to its end beside `name`, starting `also` in between, and tells the time from that on. */
function until(name: string, args: readonly string[], environment: readonly string[], also?: string): number {
  const { Image } = inspect(name);
  const probe = docker(
    ...['create', '--network', `container:${project}-${name.split('-')[1] ?? ''}-net-1`],
    ...environment.flatMap(each => ['--env', each]),
    ...['--no-healthcheck', Image, ...args],
  );
  try {
    if (also !== undefined) docker('start', probe);
    const began = Date.now();
    docker('start', also ?? probe);
    if (docker('wait', probe) !== '0')
      throw new Error(`${name} did not become healthy: ${docker('logs', probe)}`);
    return Date.parse(inspect(probe).State.FinishedAt) - began;
  } finally {
    docker('rm', '--force', probe);
  }
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
const times = new Map<string, { app: number[]; nothing: number[] }>(
  apps.map(app => [app, { app: [], nothing: [] }]),
);
for (let round = 0; round < rounds; round += 1)
  for (const [app, { app: own, nothing }] of times) {
    const name = `${project}-${app}-1`;
    const target = inspect(name).Config.Env.filter(each => each.startsWith('HEALTH_TARGET='));
    nothing.push(until(name, ['-e', '0'], []));
    docker('stop', '--time', '40', name);
    own.push(until(name, ['/app/health-check.mjs', '--wait=60'], target, name));
  }
const row = (...cells: readonly unknown[]): void => console.log(`| ${cells.join(' | ')} |`);
console.log(
  `${String(cpus().length)} cores, load average ${String(loadavg()[0])}; milliseconds, median (least … most) of ${String(rounds)}`,
);
row('image', 'until healthy', 'until `node -e 0` has ended', 'ratio');
row('---', '---', '---', '---');
for (const [app, { app: own, nothing }] of times)
  row(
    app,
    `${median(own)} (${Math.min(...own)} … ${Math.max(...own)})`,
    median(nothing),
    (median(own) / median(nothing)).toFixed(1),
  );
