import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kubectl } from '../kubectl.ts';
import { start } from '../local/start.ts';
import { storesNamespace } from '../places.ts';
import { readSecret } from '../secret.ts';
import { type Check, must } from './check.ts';
import { proofOverlay } from './overlay.ts';
import { allEnded, completed, execute, notes, slowly, statusOf } from './runs.ts';
import { copyVolumes, loseVolumes, restoreVolumes } from './volumes.ts';

const runs = 10;
const ended = new Set(['completed', 'faulted', 'cancelled']);

/** emptied takes everything from Redis while workflows run: they go on from what PostgreSQL knows. */
export const emptied: Check = {
  name: 'Redis is emptied while workflows run: they end, each effect once, and later ones do, too',
  async run({ customer }) {
    must(customer !== undefined, 'a customer');
    const before = await notes(customer);
    const slow = await slowly(customer);
    const ids: string[] = [];
    for (let at = 0; at < runs; at += 1) ids.push(await execute(slow));
    const { password = '' } = (await readSecret(storesNamespace, 'redis')) ?? {};
    const flush = 'read -r REDISCLI_AUTH; export REDISCLI_AUTH; redis-cli FLUSHALL';
    for (const id of ids) must(!ended.has(await statusOf(customer, id)), `${id} goes on`);
    const inRedis = ['-n', storesNamespace, 'exec', '-i', 'redis-0', '--', 'sh', '-c', flush];
    must((await kubectl(inRedis, `${password}\n`)).includes('OK'), 'an empty Redis');
    // Events that nobody had consumed went with it: what these runs wrote counts, and not their webhooks.
    for (const id of ids) await completed(customer, id);
    const written = (await notes(customer)) - before;
    must(written === runs, `${String(runs)} notes, one for each run, not ${String(written)}`);
    const later = await allEnded(customer, [await execute(customer)], before + runs);
    return `${String(runs)} runs: ${String(written)} notes; afterwards ${later}`;
  },
};

/** restored loses every volume of the stores, and goes on with a copy of them. */
export const restored: Check = {
  name: 'all volumes of the stores are lost and restored from copies: what was there works again',
  async run({ customer, say }) {
    must(customer !== undefined, 'a customer');
    const before = await notes(customer);
    await allEnded(customer, [await execute(customer)], before);
    const folder = mkdtempSync(join(tmpdir(), 'volumes-'));
    try {
      const copies = await copyVolumes(folder);
      for (const { store, bytes } of copies) say(`  ${store.metadata.name}: ${String(bytes >> 10)} KiB`);
      await loseVolumes(copies);
      await restoreVolumes(copies);
    } finally {
      rmSync(folder, { recursive: true });
    }
    // Unseals Vault, and finds everything else in its place.
    await start(proofOverlay, line => {
      say(`  ${line}`);
    });
    // Signing in, stored credentials, consents and workflows are those of before.
    return `customer, secrets and credentials of before; ${await allEnded(customer, [await execute(customer)], before + 1)}`;
  },
};
