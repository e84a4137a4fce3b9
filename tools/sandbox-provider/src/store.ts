import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AdapterPayload } from 'oidc-provider';

/** Entry is a record of the authorization server; `expiresAt` is null where it lives for ever. */
export interface Entry {
  payload: AdapterPayload;
  expiresAt: number | null;
}

/** Note is what the notes API keeps. */
export interface Note {
  id: string;
  title: string;
  body: string;
  createdAt: string;
}

/** Store is everything that the sandbox remembers: in memory, and in a file where one is named. */
export interface Store {
  entries: Map<string, Entry>;
  notes: Map<string, Note[]>;
  /** Says that something changed; the file is written soon after. */
  changed: () => void;
  /** Writes what is not yet written. */
  close: () => void;
}

const writeAfterMs = 100;

interface Snapshot {
  entries: [string, Entry][];
  notes: [string, Note[]][];
}

function load(file: string): Snapshot {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Snapshot;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { entries: [], notes: [] };
    throw new Error(`The sandbox cannot read ${file}; remove it to begin anew`, { cause: error });
  }
}

/**
 * createStore keeps connections usable over a restart when `file` is given. It is a snapshot, written whole and
 * put in place by a rename: enough for a sandbox, no database.
 */
export function createStore(file?: string): Store {
  const { entries, notes } = file === undefined ? { entries: [], notes: [] } : load(file);
  const store = { entries: new Map(entries), notes: new Map(notes) };
  let timer: NodeJS.Timeout | undefined;

  function write(): void {
    timer = undefined;
    if (file === undefined) return;
    mkdirSync(dirname(file), { recursive: true });
    const snapshot: Snapshot = { entries: [...store.entries], notes: [...store.notes] };
    writeFileSync(`${file}.part`, JSON.stringify(snapshot), { mode: 0o600 });
    renameSync(`${file}.part`, file);
  }

  return {
    ...store,
    changed: () => {
      if (file !== undefined) timer ??= setTimeout(write, writeAfterMs).unref();
    },
    close: () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      write();
    },
  };
}
