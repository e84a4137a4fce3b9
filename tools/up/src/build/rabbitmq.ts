import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../process/failure.ts';
import { installed } from './apt.ts';
import { onPath } from './command.ts';
import { silent } from './report.ts';
import type { Report } from './report.ts';

/** RabbitmqBinaries are absolute paths of what runs RabbitMQ. */
export interface RabbitmqBinaries {
  server: string;
  /** Erlang's port mapper, which a node announces itself to. */
  epmd: string;
}

/** rabbitmqBinaries finds RabbitMQ and Erlang, or installs them with apt where we may. */
export async function rabbitmqBinaries(report: Report = silent): Promise<RabbitmqBinaries> {
  const services = ['rabbitmq-server.service', 'epmd.service', 'epmd.socket'];
  const pack = { what: 'RabbitMQ', name: 'rabbitmq-server', brew: 'rabbitmq', services };
  const server = await installed(pack, findServer, report);
  const epmd = onPath('epmd') ?? besides(onPath('erl'));
  if (epmd === undefined)
    throw new Failure(`RabbitMQ: ${server} is there, but Erlang's epmd is not on the PATH`);
  return { server, epmd };
}

/** Debian's command of this name starts the server as another user only: the script behind it does not mind. */
function findServer(): string | undefined {
  const debian = '/usr/lib/rabbitmq/bin/rabbitmq-server';
  if (existsSync(debian)) return debian;
  const brew = ['/opt/homebrew/sbin/rabbitmq-server', '/usr/local/sbin/rabbitmq-server'];
  return onPath('rabbitmq-server') ?? brew.find(path => existsSync(path));
}

function besides(program: string | undefined): string | undefined {
  const path = program === undefined ? undefined : join(dirname(program), 'epmd');
  return path !== undefined && existsSync(path) ? path : undefined;
}
