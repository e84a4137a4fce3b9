import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consulBinary } from '../build/consul.ts';
import { launch } from '../process/child.ts';
import { untilReady } from '../process/wait.ts';
import { consulApi } from './consul-api.ts';
import type { Server, ServerOptions } from './server.ts';

/** ConsulOptions: ports besides the HTTP API's, and the tokens that the agent itself starts with. */
export interface ConsulOptions extends ServerOptions {
  serverPort: number;
  serfPort: number;
  /** UUID that may do everything; Consul takes it at its first start, and keeps it. */
  managementToken: string;
  /** UUID that the agent registers its own node with. */
  agentToken: string;
  /** File of the authority that checks of https addresses trust. */
  ca?: string | undefined;
}

/**
 * startConsul runs one agent that is the only server of its datacenter, on loopback, with its data on disk and
 * nothing allowed without a token.
 */
export async function startConsul(options: ConsulOptions): Promise<Server> {
  const binary = await consulBinary();
  mkdirSync(options.directory, { recursive: true, mode: 0o700 });
  const settings = join(options.directory, 'agent.json');
  // A file, not flags: the tokens would be seen in the list of processes.
  writeFileSync(settings, JSON.stringify(settingsOf(options), undefined, 2), { mode: 0o600 });
  const url = `http://127.0.0.1:${String(options.port)}`;
  const child = await launch({
    name: 'consul',
    command: binary,
    args: ['agent', `-config-file=${settings}`],
    log: options.log,
    ports: { http: options.port, server: options.serverPort, serf: options.serfPort },
    url,
    onSpawn: options.onSpawn,
    signal: options.signal,
  });
  const ask = consulApi(url, options.managementToken);
  // The token counts once a leader is elected and has set the ACL system up.
  const ready = async (): Promise<boolean> => (await ask('GET', 'acl/token/self')).status === 200;
  await untilReady(child, ready, {
    what: 'its ACL system works',
    timeoutMs: 60_000,
    signal: options.signal,
  });
  return { pid: child.record.pid, port: options.port, log: options.log, url, stop: child.stop };
}

function settingsOf(options: ConsulOptions): object {
  return {
    server: true,
    bootstrap_expect: 1,
    node_name: 'neighbourhood',
    datacenter: 'local',
    data_dir: join(options.directory, 'data'),
    bind_addr: '127.0.0.1',
    advertise_addr: '127.0.0.1',
    client_addr: '127.0.0.1',
    ports: {
      http: options.port,
      server: options.serverPort,
      serf_lan: options.serfPort,
      serf_wan: -1,
      https: -1,
      dns: -1,
      grpc: -1,
      grpc_tls: -1,
    },
    acl: {
      enabled: true,
      default_policy: 'deny',
      // Whoever may not list keys is told so, instead of being shown none.
      enable_key_list_policy: true,
      tokens: { initial_management: options.managementToken, agent: options.agentToken },
    },
    // Elections as fast as a machine of its own allows; the default waits five times as long.
    performance: { raft_multiplier: 1 },
    connect: { enabled: false },
    ...(options.ca === undefined
      ? {}
      : { tls: { defaults: { ca_file: options.ca } }, enable_agent_tls_for_checks: true }),
    disable_update_check: true,
    disable_remote_exec: true,
    log_level: 'INFO',
  };
}
