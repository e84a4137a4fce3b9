import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { holder } from '../build/lock.ts';
import type { Report } from '../build/report.ts';
import { isSame } from '../process/identity.ts';
import { lockFile } from './exclusive.ts';
import { alive, readRecord, removeRecord } from './record.ts';
import type { Settings } from './settings.ts';
import { stopAll } from './stop-all.ts';

/** down stops everything that is recorded, a start under way included. Data and secrets stay. */
export async function down(settings: Settings, report: Report): Promise<void> {
  await callOff(settings, report);
  const record = readRecord(settings.state);
  const living = record === undefined ? [] : alive(record);
  if (record === undefined || living.length === 0) {
    removeRecord(settings.state);
    report.line('Nothing runs.');
    return;
  }
  report.line(`Stopping ${String(living.length)} processes`);
  await stopAll(record.processes);
  removeRecord(settings.state);
  report.line(`Stopped. Data stays in ${settings.state}/data.`);
}

/** A launcher that is still starting stops by itself what it started when it is interrupted; a rotation ends. */
async function callOff(settings: Settings, report: Report): Promise<void> {
  const lock = lockFile(settings.state);
  const launcher = holder(lock);
  if (launcher !== undefined && isSame(launcher)) {
    report.line(`Calling off what is under way (pid ${String(launcher.pid)})`);
    process.kill(launcher.pid, 'SIGINT');
    while (isSame(launcher)) await pause(50);
  }
  rmSync(lock, { force: true });
}
