import { setTimeout as pause } from 'node:timers/promises';
import { neededSecrets } from '../platform/secret-needs.ts';
import { alive, type PlatformRecord } from '../platform/record.ts';
import { readRunFile } from '../platform/run-file.ts';
import { selectApps } from '../platform/selection.ts';
import type { Settings } from '../platform/settings.ts';
import { Failure } from '../process/failure.ts';
import { ask } from '../servers/health.ts';

/** Reader is an app that runs and follows a secret. */
export interface Reader {
  app: string;
  /** URL of its metrics. */
  metrics: string;
}

/** readersOf are the apps that run and may read that secret. */
export function readersOf(settings: Settings, record: PlatformRecord, secret: string): Reader[] {
  const apps = selectApps(
    settings.root,
    readRunFile(settings.root, 0, record.selection.extra),
    record.selection,
  );
  const allowed = apps
    .filter(app => neededSecrets(settings.root, app).includes(secret))
    .map(({ appID }) => appID);
  return alive(record)
    .filter(
      ({ role, name, ports }) => role === 'app' && allowed.includes(name) && ports['metrics'] !== undefined,
    )
    .map(({ name, ports }) => ({
      app: name,
      metrics: `http://127.0.0.1:${String(ports['metrics'])}/metrics`,
    }));
}

/** readMetric gives one figure of an app's metrics for a secret; undefined where the app has none. */
export async function readMetric(
  reader: Reader,
  metric: string,
  secret: string,
): Promise<number | undefined> {
  const { body } = await ask(reader.metrics);
  const line = body
    .split('\n')
    .find(one => one.startsWith(`${metric}{`) && one.includes(`secret="${secret}"`));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

/**
 * untilTaken waits until every app that follows the secret has taken a value that is newer than `since`: only then
 * do all of them know it. A Failure names those that have not.
 */
export async function untilTaken(
  readers: readonly Reader[],
  secret: string,
  since: Date,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const waiting: string[] = [];
    for (const reader of readers) {
      const at = await readMetric(reader, 'secret_changed_timestamp_seconds', secret).catch(() => 0);
      // An app that does not follow it has no figure.
      if (at !== undefined && at * 1000 < since.getTime()) waiting.push(reader.app);
    }
    if (waiting.length === 0) return;
    if (Date.now() > deadline) {
      throw new Failure(
        `${waiting.join(', ')}: has not taken the new ${secret} after ${String(timeoutMs / 1000)} s; see its log. Run the same command again to go on`,
      );
    }
    await pause(200, undefined, signal === undefined ? {} : { signal });
  }
}
