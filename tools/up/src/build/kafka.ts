import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '../process/failure.ts';
import { cacheDirectory } from './cache.ts';
import { withLock } from './lock.ts';
import { elapsed, silent } from './report.ts';
import type { Report } from './report.ts';

const kafkaVersion = '4.0.0';
const central = 'https://repo1.maven.org/maven2/';

/** The jars by checksum and path below the repository, as `sha256sum` writes them. */
const list = fileURLToPath(new URL('../../../kafka/jars.sha256', import.meta.url));

interface Jar {
  sha256: string;
  path: string;
}

/** kafkaJars returns the folder of Kafka's jars, fetched from Maven Central on first use; Java is javaBinary. */
export async function kafkaJars(report: Report = silent, signal?: AbortSignal): Promise<string> {
  const text = readFileSync(list, 'utf8');
  const checksum = createHash('sha256').update(text).digest('hex').slice(0, 12);
  const folder = join(cacheDirectory(), 'kafka', `${kafkaVersion}-${checksum}`);
  if (existsSync(folder)) return folder;
  await withLock(join(cacheDirectory(), 'kafka.lock'), report, signal, async () => {
    if (!existsSync(folder)) await fetchAll(jarsIn(text), folder, report, signal);
  });
  return folder;
}

function jarsIn(text: string): Jar[] {
  const lines = text.split('\n').filter(line => line !== '');
  return lines.map(line => ({ sha256: line.slice(0, 64), path: line.slice(64).trim() }));
}

/** Into a folder beside the final one, which is there whole or not at all. */
async function fetchAll(
  jars: readonly Jar[],
  folder: string,
  report: Report,
  signal?: AbortSignal,
): Promise<void> {
  const start = Date.now();
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const waiting = [...jars];
  const worker = async (): Promise<void> => {
    for (let jar = waiting.pop(); jar !== undefined; jar = waiting.pop()) {
      writeFileSync(join(part, basename(jar.path)), await fetchJar(jar, signal));
      report.progress(`kafka: ${String(jars.length - waiting.length)} of ${String(jars.length)} jars`);
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  renameSync(part, folder);
  report.line(`kafka: ${String(jars.length)} jars fetched in ${elapsed(start)}`);
}

async function fetchJar({ path, sha256 }: Jar, signal?: AbortSignal): Promise<Buffer> {
  const repository = process.env['MAVEN_REPOSITORY'] ?? central;
  const url = `${repository.replace(/\/?$/, '/')}${path}`;
  const limit = AbortSignal.timeout(120_000);
  const bytes = await download(url, signal === undefined ? limit : AbortSignal.any([limit, signal]));
  const got = createHash('sha256').update(bytes).digest('hex');
  if (got !== sha256)
    throw new Failure(`Kafka: ${url} is not the pinned one: its SHA-256 is ${got}, not ${sha256}`);
  return bytes;
}

/** A registry that fails now and then is asked three times. */
async function download(url: string, signal: AbortSignal): Promise<Buffer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const answer = await fetch(url, { signal });
      if (!answer.ok) throw new Error(`HTTP ${String(answer.status)}`);
      return Buffer.from(await answer.arrayBuffer());
    } catch (cause) {
      const { message, cause: why } = cause as Error;
      const text = why instanceof Error ? `${message}: ${why.message}` : message;
      signal.throwIfAborted();
      if (attempt === 3) {
        throw new Failure(`Kafka: cannot fetch ${url}: ${text}; MAVEN_REPOSITORY names a mirror`, { cause });
      }
    }
  }
}
