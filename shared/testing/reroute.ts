import { DatabaseSync } from 'node:sqlite';
import { namesFile } from './daprd.ts';

/**
 * reroute has the other sidecars of this test file find an app at another port, as that of a proxy, and tells at
 * which it listens itself. The name stays known when its sidecar is gone.
 */
export function reroute(appId: string, port: number): number {
  const names = new DatabaseSync(namesFile());
  try {
    names.exec('PRAGMA busy_timeout = 5000');
    const row = names.prepare('SELECT address FROM hosts WHERE app_id = ?').get(appId);
    names.prepare('UPDATE hosts SET app_id = ? WHERE app_id = ?').run(`${appId}-itself`, appId);
    const farAhead = Math.floor(Date.now() / 1000) + 3_600;
    names
      .prepare(
        "INSERT INTO hosts (registration_id, address, app_id, namespace, last_update) VALUES (?, ?, ?, '', ?)",
      )
      .run(`rerouted-${appId}-${port}`, `127.0.0.1:${port}`, appId, farAhead);
    return Number(String(row?.['address']).split(':').at(-1));
  } finally {
    names.close();
  }
}
