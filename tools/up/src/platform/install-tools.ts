import { type DaprProgram, ensureDapr } from '../build/dapr.ts';
import { ferretdbBinary } from '../build/ferretdb.ts';
import { onPath } from '../build/command.ts';
import { consulBinary } from '../build/consul.ts';
import { linterBinary } from '../build/linters.ts';
import { javaBinary } from '../build/java.ts';
import { kafkaJars } from '../build/kafka.ts';
import { rabbitmqBinaries } from '../build/rabbitmq.ts';
import { redisBinary } from '../build/redis.ts';
import type { Report } from '../build/report.ts';
import { vaultBinary } from '../build/vault.ts';
import { Failure } from '../process/failure.ts';
import { postgresBinaries } from '../servers/postgres-binaries.ts';
import { needsConsul } from './discovery.ts';
import type { Parts } from './selection.ts';

/**
 * installTools installs or builds every program that a platform of these parts needs and the machine lacks;
 * without parts, everything that any platform and the tests need.
 */
export async function installTools(
  parts: Parts | undefined,
  report: Report,
  signal?: AbortSignal,
): Promise<void> {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 24)
    throw new Failure(`Node ${process.versions.node} runs this, but Node 24 is needed: run make`);
  postgresBinaries();
  await redisBinary(report);
  const broker = (name: string): boolean => parts === undefined || parts.broker === name;
  if (broker('rabbitmq')) await rabbitmqBinaries(report);
  if (broker('kafka')) {
    await javaBinary(report);
    await kafkaJars(report, signal);
  }
  const sentry: DaprProgram[] = parts?.mtls === false ? [] : ['sentry'];
  const repaired: DaprProgram[] =
    parts === undefined || parts.tls || parts.broker === 'rabbitmq' ? ['daprd-repaired'] : [];
  await ensureDapr(['daprd', ...repaired, 'placement', 'scheduler', ...sentry], report, signal);
  if (parts === undefined || needsConsul(parts)) await consulBinary(report, signal);
  if (parts === undefined || parts.secrets === 'vault') await vaultBinary(report, signal);
  if (parts === undefined)
    for (const name of ['actionlint', 'kustomize', 'tilt'] as const) await linterBinary(name, report, signal);
  if (onPath('mongod') === undefined) await ferretdbBinary(report, signal);
}
