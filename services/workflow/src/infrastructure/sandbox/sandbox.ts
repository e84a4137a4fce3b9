import { type Json } from '../../domain/json.ts';
import { type Job, type Limits } from './protocol.ts';
import { besides, createThreadPool, type ThreadPool } from './thread-pool.ts';

/** Sandbox runs expressions and checks schemas. */
export type Sandbox = ThreadPool<Job, Json[]>;

/** SandboxOptions bounds a sandbox. */
export interface SandboxOptions {
  /** Jobs at a time. */
  threads: number;
  /** Longest that one job may take. */
  timeoutMs: number;
  /** Bytes that all outputs of one expression may have; 4 MiB unless told. */
  maxOutput?: number;
  /** How long a thread stays that nobody needs. */
  idleMs?: number;
}

/** createSandbox makes the threads for expressions and schemas. */
export function createSandbox({ maxOutput = 4 * 1024 * 1024, ...bounds }: SandboxOptions): Sandbox {
  return createThreadPool<Job, Json[], Limits>({
    ...bounds,
    worker: besides(import.meta.url, './worker'),
    limits: { maxOutput },
  });
}
