import type { OnSpawn } from '../process/child.ts';

/** ServerOptions is what every backing server takes. */
export interface ServerOptions {
  /** Where its data lies; made when absent, and kept by stop(). Absolute. */
  directory: string;
  /** Listened on at 127.0.0.1. */
  port: number;
  /** Log file. Absolute. */
  log: string;
  /** Hears of the process as soon as it exists, to record it. */
  onSpawn?: OnSpawn | undefined;
  /** Calls off the wait for readiness; the process must then be stopped by its record. */
  signal?: AbortSignal | undefined;
}

/** ServerTls makes a server accept TLS connections only. Absolute paths of PEM files. */
export interface ServerTls {
  cert: string;
  key: string;
  /** The authority of its own certificate, and of its clients' where it asks for theirs. */
  ca: string;
}

/** inUrl writes a path as a value of a URL's query, readably. */
export function inUrl(path: string): string {
  return encodeURIComponent(path).replaceAll('%2F', '/');
}

/** Server is a backing server that accepts connections. */
export interface Server {
  pid: number;
  port: number;
  log: string;
  /** Connection string with credentials, of an administrator where the server knows users. */
  url: string;
  /** Ends the process and waits until it is gone. */
  stop: () => Promise<void>;
}
