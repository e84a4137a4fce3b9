import { type Call } from '../call/call.ts';
import { AppError } from '../errors/app-error.ts';
import { type CloudEvent } from '../events/cloud-event.ts';
import { fromStruct, type Struct } from '../grpc/wire.ts';

/** EventHandlers maps a subscription's route, as `/events/consent`, to what consumes its events. */
export type EventHandlers = Readonly<Record<string, (event: CloudEvent, call: Call) => Promise<void>>>;

/** Job is a Dapr job that came due. */
export interface Job {
  name: string;
  data: unknown;
}

/** JobHandlers maps the beginning of a job's name, as `delivery-`, to what runs it. */
export type JobHandlers = Readonly<Record<string, (job: Job, call: Call) => Promise<void>>>;

/** TopicEvent is dapr.proto.runtime.v1.TopicEventRequest as proto-loader gives it. */
export interface TopicEvent {
  id: string;
  source: string;
  type: string;
  data: Buffer;
  topic: string;
  path: string;
  extensions?: Struct | null;
}

/** JobEvent is dapr.proto.runtime.v1.JobEventRequest as proto-loader gives it. */
export interface JobEvent {
  name: string;
  data?: { value?: Buffer } | null;
}

/** readEvent makes our envelope of what the sidecar delivers. Throws invalidArgument where the data is no JSON. */
export function readEvent(request: TopicEvent): CloudEvent {
  const extensions = fromStruct(request.extensions);
  const text = (name: string) => (typeof extensions[name] === 'string' ? extensions[name] : undefined);
  const data = parse(request.data, request.type);
  const traceparent = text('traceparent');
  const subject = text('subject');
  return {
    id: request.id,
    type: request.type,
    source: request.source,
    time: text('time') ?? new Date().toISOString(),
    workspaceId: text('workspaceid') ?? '',
    data,
    ...(subject === undefined ? {} : { subject }),
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/** parse reads JSON bytes; no bytes are null. */
function parse(bytes: Buffer, what: string): unknown {
  if (bytes.length === 0) return null;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new AppError('invalidArgument', 'EVENT.MALFORMED', `The data of ${what} is not JSON.`, { cause });
  }
}

/** readJob reads a job's JSON payload. */
export function readJob(request: JobEvent): Job {
  return { name: request.name, data: parse(request.data?.value ?? Buffer.alloc(0), request.name) };
}

/** findJobHandler finds the handler with the longest prefix of the name. */
export function findJobHandler(handlers: JobHandlers, name: string): JobHandlers[string] | undefined {
  const prefix = Object.keys(handlers)
    .filter(candidate => name.startsWith(candidate))
    .sort((a, b) => b.length - a.length)[0];
  return prefix === undefined ? undefined : handlers[prefix];
}
