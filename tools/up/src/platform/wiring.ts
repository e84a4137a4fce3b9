import type { ServerOptions } from '../servers/server.ts';
import type { Role } from './record.ts';
import type { Extra } from './extra.ts';
import type { Parts } from './selection.ts';
import type { SecretKeeper } from './secret-keeper.ts';
import type { ServerPorts, Settings } from './settings.ts';
import type { Starting } from './starting.ts';
import type { Certificates } from './tls.ts';

/** Wiring is what the chosen parts add to every sidecar and app, beyond their component files. */
export interface Wiring {
  /** Flags of every daprd, as `--enable-mtls`. */
  sidecarArgs: string[];
  /** Environment of every daprd. */
  sidecarEnv: Record<string, string>;
  /** Environment of one app's daprd, by app-id. */
  sidecarEnvOf: Record<string, Record<string, string>>;
  /** Environment of every app, as `NH_DYNAMIC__SOURCE`; no secrets. */
  appEnv: Record<string, string>;
  /** Waits for what is there only once sidecars and apps run. */
  whenStarted: ((apps: readonly string[]) => Promise<void>)[];
  /** Apps beside the platform, whose rights are laid over the component files. */
  extras: readonly Extra[];
  /**
   * Configuration with which sidecars load component files anew when they change. They get copies then: what changes
   * in the repository meanwhile is not theirs.
   */
  hotReload?: string;
  /** With them every server listens with TLS only. */
  certificates?: Certificates;
}

/** noWiring is the wiring of a platform of usual parts. */
export function noWiring(): Wiring {
  return {
    sidecarArgs: [],
    sidecarEnv: {},
    sidecarEnvOf: {},
    appEnv: {},
    whenStarted: [],
    extras: [],
  };
}

/** PartContext is what the file of each part (broker.ts, secret-store.ts…) starts its servers with. */
export interface PartContext {
  settings: Settings;
  parts: Parts;
  starting: Starting;
  /** To be added to. */
  wiring: Wiring;
  /** All secrets of the platform, wherever they lie. */
  secrets: SecretKeeper;
  ports: ServerPorts;
  /** Where a server keeps data and log, and who hears of its process. */
  options: (name: keyof ServerPorts, role: Role) => ServerOptions;
}
