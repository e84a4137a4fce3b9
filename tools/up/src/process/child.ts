import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { Failure } from './failure.ts';
import { identityOf } from './identity.ts';
import { stopProcess } from './stop.ts';

/** ProcessRecord is what must be known to find and stop a process later, from another launcher. */
export interface ProcessRecord {
  name: string;
  pid: number;
  /** When it began, as identityOf says. */
  identity: string;
  /** Ports it listens on, by what they are for. */
  ports: Record<string, number>;
  /** Absolute path of its log file. */
  log: string;
  /** SIGTERM for most; PostgreSQL needs SIGINT, or it waits for its clients. */
  stopSignal: 'SIGTERM' | 'SIGINT';
  /** Connection string, for a store. */
  url?: string;
}

/** Launch says what to run. Output goes to the log file, whose last run is kept as `<log>.1`. */
export interface Launch {
  name: string;
  command: string;
  args: readonly string[];
  log: string;
  ports?: Record<string, number>;
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  uid?: number;
  gid?: number;
  stopSignal?: 'SIGTERM' | 'SIGINT';
  url?: string;
  /** Called at once after the process exists, before anybody waits for it. */
  onSpawn?: OnSpawn | undefined;
  /** Once aborted, nothing is started any more. */
  signal?: AbortSignal | undefined;
}

export type OnSpawn = (record: ProcessRecord) => void;

/** Child is a started process, in a session of its own: it outlives whoever started it. */
export interface Child {
  record: ProcessRecord;
  /** How it ended ("exit code 1", "signal SIGKILL"), or undefined while it runs. */
  ended: () => string | undefined;
  stop: () => Promise<void>;
}

/** launch starts a detached process; Failure when the command cannot be run at all. */
export async function launch(spec: Launch): Promise<Child> {
  spec.signal?.throwIfAborted();
  const output = openLog(spec.log);
  let ended: string | undefined;
  try {
    const child = spawn(spec.command, spec.args, {
      detached: true,
      stdio: ['ignore', output, output],
      env: spec.env ?? process.env,
      ...(spec.cwd === undefined ? {} : { cwd: spec.cwd }),
      ...(spec.uid === undefined ? {} : { uid: spec.uid }),
      ...(spec.gid === undefined ? {} : { gid: spec.gid }),
    });
    child.once('exit', (code, signal) => {
      ended = signal === null ? `exit code ${String(code)}` : `signal ${signal}`;
    });
    if (child.pid === undefined) {
      const [error] = (await once(child, 'error')) as [Error];
      throw new Failure(`${spec.name}: cannot run ${spec.command}: ${error.message}`);
    }
    child.unref();
    const record: ProcessRecord = {
      name: spec.name,
      pid: child.pid,
      identity: identityOf(child.pid) ?? 'ended at once',
      ports: spec.ports ?? {},
      log: spec.log,
      stopSignal: spec.stopSignal ?? 'SIGTERM',
      ...(spec.url === undefined ? {} : { url: spec.url }),
    };
    spec.onSpawn?.(record);
    return { record, ended: () => ended, stop: () => stopProcess(record) };
  } finally {
    closeSync(output);
  }
}

function openLog(file: string): number {
  mkdirSync(dirname(file), { recursive: true });
  try {
    renameSync(file, `${file}.1`);
  } catch {
    // No earlier run.
  }
  return openSync(file, 'a', 0o600);
}
