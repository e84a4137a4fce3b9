import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@neighbourhood/shared/testing/free-port';
import { testServers } from '@neighbourhood/shared/testing/servers';
import { startBroker } from '../../tools/up/src/platform/broker.ts';
import { layOver, readOverlays } from '../../tools/up/src/platform/overlays.ts';
import { placeResources } from '../../tools/up/src/platform/resources.ts';
import { ensureSecrets, type Secrets, setSecrets } from '../../tools/up/src/platform/secrets.ts';
import { readSettings, type ServerPorts, serverPorts } from '../../tools/up/src/platform/settings.ts';
import { type Certificates, serverTls, tlsSecrets } from '../../tools/up/src/platform/tls.ts';
import { startRedis } from '../../tools/up/src/servers/redis.ts';
import { type Server, type ServerTls } from '../../tools/up/src/servers/server.ts';

/** The servers that sidecars connect to. */
export type ServerName = 'redis' | 'rabbitmq' | 'kafka';

/** Placement is what differs from what `make up TLS=1` places and starts. */
export interface Placement {
  /** What the files refer to. */
  secrets?: Secrets;
  /** A change of their text, once addresses are moved. */
  edit?: (text: string) => string;
  /** Without components/tls. */
  plain?: boolean;
  /** With daprd as it is released. */
  released?: boolean;
}

/** TlsServer is a real server that takes TLS only, and the component files that the platform ships for it. */
export interface TlsServer {
  port: number;
  password: string;
  /** Starts it on its data with another certificate, the old one ended. */
  restart(tls: ServerTls): Promise<void>;
  /** Places the files as `make up TLS=1` does, and answers their folders. */
  place(change?: Placement): string[];
  stop(): Promise<void>;
}

/** startTlsServer starts one in a temporary folder, at its usual port moved by some offset. */
export async function startTlsServer(name: ServerName, certificates: Certificates): Promise<TlsServer> {
  const { root } = readSettings({});
  const state = mkdtempSync(join(testServers().directory, `tls-${name}-`));
  const usual = serverPorts({ root, state, portOffset: 0 });
  const settings = { root, state, portOffset: (await freePort()) - usual[name] };
  const ports: ServerPorts = {
    ...serverPorts(settings),
    rabbitmqDist: await freePort(),
    rabbitmqEpmd: await freePort(),
    kafkaController: await freePort(),
  };
  const secrets = ensureSecrets(state);
  const options = (server: keyof ServerPorts) => ({
    directory: join(state, 'data', server),
    port: ports[server],
    log: join(state, 'logs', `${server}.log`),
  });
  const password = secrets[`${name}-password`] ?? '';
  const start = async (tls: ServerTls): Promise<Server> =>
    (await startBroker(name, { root, ports, options, secrets, tls })) ??
    (await startRedis({ ...options('redis'), password, tls }));

  let server = await start(serverTls(certificates));
  const shipped = [`components/pubsub-${name}`, 'components/secretstore-file'];
  if (name === 'redis') shipped.push('components/common');
  return {
    port: ports[name],
    password,
    async restart(other) {
      await server.stop();
      server = await start(other);
    },
    place({ secrets: changed = {}, edit, plain = false } = {}) {
      setSecrets(state, { ...tlsSecrets(certificates), ...changed });
      const overlays = plain ? [] : readOverlays(root, 'components/tls');
      const folders = placeResources(settings, shipped, text => layOver(text, overlays));
      for (const file of folders.flatMap(folder => readdirSync(folder).map(one => join(folder, one))))
        if (edit) writeFileSync(file, edit(readFileSync(file, 'utf8')));
      return folders;
    },
    stop: () => server.stop(),
  };
}
