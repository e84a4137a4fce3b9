import { ensureDapr } from '../build/dapr.ts';
import { ferretdbBinary } from '../build/ferretdb.ts';
import { onPath } from '../build/command.ts';
import { redisBinary } from '../build/redis.ts';
import type { Report } from '../build/report.ts';
import { Failure } from '../process/failure.ts';
import { postgresBinaries } from '../servers/postgres-binaries.ts';

/** installTools installs or builds every program that the platform needs and the machine lacks. */
export async function installTools(report: Report, signal?: AbortSignal): Promise<void> {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 24)
    throw new Failure(`Node ${process.versions.node} runs this, but Node 24 is needed: run make`);
  postgresBinaries();
  await redisBinary(report);
  await ensureDapr(['daprd', 'placement', 'scheduler'], report, signal);
  if (onPath('mongod') === undefined) await ferretdbBinary(report, signal);
}
