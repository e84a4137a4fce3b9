import type { Report } from '../build/report.ts';
import { Failure } from '../process/failure.ts';
import { reservePorts } from '../process/reserve.ts';
import { startApps } from './apps.ts';
import { exclusively } from './exclusive.ts';
import { installTools } from './install-tools.ts';
import { alive, readRecord, removeRecord, writeRecord } from './record.ts';
import type { PlatformRecord } from './record.ts';
import { readResources } from './resources.ts';
import { readRunFile } from './run-file.ts';
import { startSandbox } from './sandbox.ts';
import { withSecrets } from './secret-keeper.ts';
import { partsOf, selectApps } from './selection.ts';
import type { SelectedApp, Selection } from './selection.ts';
import type { Settings } from './settings.ts';
import { createStarting } from './starting.ts';
import { stopAll } from './stop-all.ts';
import { startStores } from './stores.ts';
import { assertFree, wantedPorts } from './wanted-ports.ts';

/**
 * up starts what was selected and answers when all is ready, with the record of it; `already` when it
 * ran before. Whatever goes wrong, an abort too, everything that it started is stopped first.
 */
export async function up(
  settings: Settings,
  selection: Selection,
  report: Report,
  signal: AbortSignal,
): Promise<{ record: PlatformRecord; already: boolean }> {
  const began = Date.now();
  return exclusively(settings.state, async () => {
    const running = await leftovers(settings, selection, report);
    if (running !== undefined) {
      // Somebody may have sealed it meanwhile.
      if (selection.secrets === 'vault') await withSecrets(settings.state, report, () => Promise.resolve());
      return { record: running, already: true };
    }
    const apps = selectApps(
      settings.root,
      readRunFile(settings.root, settings.portOffset, selection.extra),
      selection,
    );
    const folders = [...new Set(apps.flatMap(app => app.resourcesPaths ?? []))];
    const resources = readResources(settings.root, folders);
    await installTools(selection, report, signal);
    signal.throwIfAborted();
    const record = await startTwice(settings, selection, { apps, resources, began }, report, signal);
    record.phase = 'running';
    record.readyAfterMs = Date.now() - began;
    writeRecord(settings.state, record);
    return { record, already: false };
  });
}

interface Plan {
  apps: readonly SelectedApp[];
  resources: ReturnType<typeof readResources>;
  /** Date.now() when the launcher began. */
  began: number;
}

/** From here on, Linux and macOS give ports to outgoing connections. */
const firstEphemeralPort = 32_768;

/**
 * Starts everything. The ports that an outgoing connection might be given meanwhile are reserved; where one
 * was taken all the same, everything is started once more.
 */
async function startTwice(
  settings: Settings,
  selection: Selection,
  plan: Plan,
  report: Report,
  signal: AbortSignal,
): Promise<PlatformRecord> {
  const wanted = wantedPorts(settings, selection, plan.apps);
  const endangered = wanted.map(({ port }) => port).filter(port => port >= firstEphemeralPort);
  for (let attempt = 1; ; attempt += 1) {
    await assertFree(wanted, report, signal);
    const startedAt = new Date(plan.began).toISOString();
    const record: PlatformRecord = { phase: 'starting', startedAt, selection, processes: [], stores: {} };
    let release: (() => void) | undefined;
    try {
      release = await reservePorts(endangered);
      await start(settings, record, plan, report, signal);
      return record;
    } catch (error) {
      if (attempt === 2 || !/EADDRINUSE|address already in use/i.test((error as Error).message)) throw error;
      report.line(`${(error as Error).message}\nStarting again`);
    } finally {
      release?.();
    }
  }
}

async function start(
  settings: Settings,
  record: PlatformRecord,
  { apps, resources }: Plan,
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  // One failure calls off all other waits.
  const failed = new AbortController();
  const starting = createStarting(settings.state, record, AbortSignal.any([signal, failed.signal]));
  try {
    const parts = partsOf(record.selection);
    report.line(
      `Starting PostgreSQL, Redis, the MongoDB protocol store and the Dapr control plane${parts === '' ? '' : `, with ${parts}`}`,
    );
    const wiring = await startStores(settings, record.selection, starting, report);
    const gatewayPort =
      apps.find(({ appProtocol }) => appProtocol?.startsWith('http'))?.appPort ?? 8080 + settings.portOffset;
    report.line(`Starting ${[...apps.map(({ appID }) => appID), 'sandbox provider'].join(', ')}`);
    await Promise.all([
      startSandbox(
        settings,
        starting,
        `${record.selection.tls ? 'https' : 'http'}://127.0.0.1:${String(gatewayPort)}`,
      ),
      startApps(settings, starting, apps, resources, wiring),
    ]);
    await Promise.all(wiring.whenStarted.map(wait => wait(apps.map(({ appID }) => appID))));
  } catch (error) {
    failed.abort();
    report.line('Stopping what was started');
    await stopAll(record.processes);
    removeRecord(settings.state);
    signal.throwIfAborted();
    throw error;
  }
}

/** Deals with what an earlier start left: answers it when it is complete, else stops the rest of it. */
async function leftovers(
  settings: Settings,
  selection: Selection,
  report: Report,
): Promise<PlatformRecord | undefined> {
  const record = readRecord(settings.state);
  if (record === undefined) return undefined;
  const living = alive(record);
  if (record.phase === 'running' && living.length === record.processes.length) {
    if (JSON.stringify(record.selection) === JSON.stringify(selection)) return record;
    const [now, asked] = [record.selection, selection].map(one => partsOf(one) || 'the usual parts');
    throw new Failure(`The platform runs already, with ${now ?? ''}, not ${asked ?? ''}; make down stops it`);
  }
  if (living.length > 0) {
    const dead = record.processes.filter(one => !living.includes(one)).map(({ name }) => name);
    const which = record.phase === 'starting' ? 'An earlier start was cut off' : `${dead.join(', ')} ended`;
    report.line(`${which}: stopping the ${String(living.length)} processes that are left`);
    await stopAll(record.processes);
  }
  removeRecord(settings.state);
  return undefined;
}
