import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Log } from '@neighbourhood/shared/call/call';
import type { ProviderCatalogue } from '../usecase/ports.ts';

/** LiveCatalogue is a catalogue that can be exchanged while it is used. */
export interface LiveCatalogue extends ProviderCatalogue {
  exchange(next: ProviderCatalogue): void;
}

/** createLiveCatalogue begins with one that was read. */
export function createLiveCatalogue(first: ProviderCatalogue): LiveCatalogue {
  let current = first;
  return {
    list: () => current.list(),
    find: id => current.find(id),
    exchange: next => {
      current = next;
    },
  };
}

interface Deps {
  directory: URL;
  load: () => Promise<ProviderCatalogue>;
  /** Waited for before a next change is looked at. */
  onLoaded: (catalogue: ProviderCatalogue) => Promise<void> | void;
  log: Log;
  /** How long files are left alone before they are read: an editor writes several times. */
  quietMs?: number;
}

/**
 * watchCatalogue reads the folder again when something in it changed, for development. What is broken is logged, and
 * the entries before stay. Call what it returns to stop.
 */
export function watchCatalogue({ directory, load, onLoaded, log, quietMs = 200 }: Deps): () => void {
  let timer: NodeJS.Timeout | undefined;
  let underway: Promise<void> = Promise.resolve();

  async function reload(): Promise<void> {
    try {
      const catalogue = await load();
      await onLoaded(catalogue);
      log.info({ providers: catalogue.list().length }, 'the catalogue was read again');
    } catch (err) {
      log.error({ err }, 'the catalogue was changed and is wrong now; the entries before stay');
    }
  }

  const watcher = watch(fileURLToPath(directory), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      underway = underway.then(reload);
    }, quietMs).unref();
  });
  watcher.on('error', err => log.warn({ err }, 'the catalogue is no longer watched'));
  watcher.unref();
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
