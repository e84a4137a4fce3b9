import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ConnectionOptions } from 'node:tls';
import { configPrefix, configWriterToken } from '../platform/consul-access.ts';
import { inherited, readSettings } from '../platform/settings.ts';
import type { Settings } from '../platform/settings.ts';
import { readRecord } from '../platform/record.ts';
import { Failure } from '../process/failure.ts';
import { liveConfigs } from './apps.ts';
import { listApp, listKeys, setKey, unsetKey } from './commands.ts';
import { consulStore } from './consul-store.ts';
import { redisStore } from './redis-store.ts';
import type { KeyStore } from './store.ts';

const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    unset: { type: 'string' },
    app: { type: 'string' },
    store: { type: 'string' },
  },
});

/** The store of the platform that runs, or the one that --store names. */
async function chosenStore(settings: Settings): Promise<KeyStore> {
  const tls = tlsOf(settings);
  if (values.store !== undefined) {
    if (/^rediss?:/.test(values.store)) return redisStore(values.store, tls);
    if (values.store.startsWith('http')) {
      return consulStore(values.store, configPrefix, process.env['CONSUL_HTTP_TOKEN']);
    }
    throw new Failure(
      `STORE=${values.store}: write redis://:password@host:port/database, or http://host:port of Consul`,
    );
  }
  const record = readRecord(settings.state);
  if (record === undefined) {
    throw new Failure(
      'Nothing runs here, so there is no store to write to: make up, or name one with STORE=redis://… or STORE=http://… (Consul)',
    );
  }
  const { redis = '', consul = '' } = record.stores;
  if (record.selection.config === 'consul')
    return consulStore(consul, configPrefix, await configWriterToken(settings.state));
  const url = new URL(redis);
  url.pathname = '/1'; // As components/common/configstore.yaml has it.
  return redisStore(url.href, tls);
}

function tlsOf({ state }: Settings): ConnectionOptions {
  const read = (name: string): Buffer | undefined => {
    const file = join(state, 'tls', name);
    return existsSync(file) ? readFileSync(file) : undefined;
  };
  return { ca: read('ca.crt'), cert: read('client.crt'), key: read('client.key') };
}

try {
  const settings = readSettings();
  const store = await chosenStore(settings);
  const apps = () => liveConfigs(join(settings.root, 'configs'), inherited());
  const { set, unset, app } = values;
  if (set !== undefined) console.log(await setKey(store, apps, set));
  else if (unset !== undefined) console.log(await unsetKey(store, apps, unset));
  else if (app !== undefined) console.log(await listApp(store, apps, app));
  else console.log(await listKeys(store, apps));
} catch (error) {
  process.stderr.write(`${error instanceof Failure ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
