import { dynamic } from '@neighbourhood/shared/config/live-part';
import { duration, list, size, wait } from '@neighbourhood/shared/config/types';
import { ssrfConfig } from '@neighbourhood/shared/net/config';
import { baseConfig, requireTls, serviceAddress } from '@neighbourhood/shared/process/config';
import { z } from 'zod';

const count = z.coerce.number().int().min(1);

/** workflowConfig is the configuration of the workflow service; defaults are in configs/workflow.yaml. */
export const workflowConfig = baseConfig.extend({
  database: z.strictObject({ maxConnections: z.coerce.number().int().min(4).max(200), requireTls }),
  services: z.strictObject({ integration: serviceAddress }),
  documents: dynamic(
    z.strictObject({
      maxBytes: size,
      /** Nesting of objects and arrays. */
      maxDepth: count,
      /** Tasks at all levels. */
      maxTasks: count,
    }),
  ),
  executions: z.strictObject({
    maxInput: size,
    /** Largest output of one task, and largest `$context`. */
    maxOutput: dynamic(size),
    /** Tasks of one run, iterations included. */
    maxTasks: dynamic(count),
    /** Tasks that a run carries out before it lets others have a turn. */
    stretch: dynamic(count),
    /** Tasks without effects that a crash may repeat. */
    unsaved: dynamic(count),
    /** Effects of one run at the same time: branches of forks beyond that wait for their turn. */
    parallel: dynamic(count),
    /** Runs of one workspace at work at the same time, in all processes together; 0 for any number. */
    atWork: dynamic(z.coerce.number().int().min(0)),
    /** Runs that one process carries on at the same time. */
    driven: count,
    /** How long a process that carries a run on may be silent before another may take it over. */
    lease: duration,
    /** The engine keeps the times of waits that are longer; those of others are kept by the service itself. */
    engineFrom: duration,
    /** One try of a provider action, its retries at the provider included. */
    callTimeout: duration,
    /** Tries of a call that the integration service does not answer; the waits between them grow to a minute. */
    callAttempts: dynamic(count),
    /** How long a task waits for its connection to be authorised again; 0 lets it fail at once. */
    reconnect: dynamic(wait),
    /** How long runs that have ended are kept, with their task logs. */
    retention: duration,
    /** How often older ones are looked for. */
    forgetEvery: duration,
    /** How often runs that the engine should know, or forget, are looked for. */
    reconcileEvery: duration,
    /** How often the engine is asked to carry something out; where it does not, its worker connects anew. */
    probeEvery: duration,
  }),
  events: z.strictObject({
    /** Largest event. */
    maxBytes: size,
    /** How long events are kept for runs that will wait for them. */
    retention: duration,
    /** How often older ones are looked for. */
    forgetEvery: duration,
  }),
  /** Where the world reaches the gateway. */
  publicUrl: z.url().transform(url => url.replace(/\/$/, '')),
  hooks: z.strictObject({
    maxPerWorkspace: count,
    /** Largest difference between the time of a signed message and ours. */
    tolerance: duration,
  }),
  schedules: z.strictObject({
    /** How often to look for what no job of the scheduler started. */
    sweepEvery: duration,
  }),
  /** Calls by http, openapi, grpc, asyncapi and mcp: createProtocolCalls. */
  calls: z.strictObject({
    /** The whole of one call: redirects, tokens and documents included. */
    timeout: wait,
    connectTimeout: wait,
    /** Largest answer or document, unpacked. */
    maxAnswer: size,
    maxRedirects: z.coerce.number().int().min(0).max(20),
    /** Connections to one origin at the same time. */
    connections: count,
    /** How long documents of APIs are remembered. */
    keepDocuments: duration,
    /** Protocols of AsyncAPI servers that mean the platform's own broker; nothing is sent to the host they name. */
    brokerProtocols: list,
  }),
  /** Which addresses calls may reach. */
  ssrf: ssrfConfig,
  expressions: z.strictObject({
    /** Threads in which expressions run. */
    threads: count,
    /** Longest that one expression may take, of CPU time; five times that on the clock. */
    timeout: duration,
    /** Largest that the outputs of one expression may be together. */
    maxOutput: size,
  }),
  scripts: z.strictObject({
    /** Threads in which scripts run. */
    threads: count,
    /** Longest that one script may take. */
    timeout: duration,
    /** Largest that a script's values may be together. */
    maxMemory: size,
    /** Largest that a script's output and value may be together. */
    maxOutput: size,
  }),
});

/** WorkflowConfig is the parsed configuration. */
export type WorkflowConfig = z.output<typeof workflowConfig>;
