import { type UntypedServiceImplementation } from '@grpc/grpc-js';
import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import { type Call } from '../call/call.ts';
import { AppError, isAppError, toAppError } from '../errors/app-error.ts';
import { nobody } from '../grpc/incoming.ts';
import { unary, type UnaryOptions } from '../grpc/unary.ts';
import { type Metrics } from '../metrics/metrics.ts';
import {
  type EventHandlers,
  findJobHandler,
  type JobEvent,
  type JobHandlers,
  readEvent,
  readJob,
  type TopicEvent,
} from './app-callback.ts';

/** CallbackOptions of createCallbacks. */
export interface CallbackOptions extends Pick<UnaryOptions, 'log' | 'metrics'> {
  events: EventHandlers;
  jobs: JobHandlers;
  counter: Metrics['events'];
  /** Rejects while the app cannot do its work: the sidecar then holds calls, events and jobs back. */
  health: () => Promise<void>;
}

type EventStatus = 'SUCCESS' | 'RETRY' | 'DROP';

/** createCallbacks implements what the sidecar calls: events, jobs and the app's health. */
export function createCallbacks({
  log,
  metrics,
  events,
  jobs,
  counter,
  health,
}: CallbackOptions): Record<string, UntypedServiceImplementation> {
  const options = (service: string, method: string) => ({ service: `dapr.${service}`, method, log, metrics });

  async function consume(request: TopicEvent, call: Call): Promise<EventStatus> {
    const handle = events[request.path];
    if (!handle) throw new Error(`Nothing consumes ${request.path} (topic ${request.topic})`);
    const event = readEvent(request);
    const parent = propagation.extract(ROOT_CONTEXT, { traceparent: event.traceparent });
    const identity = event.workspaceId ? { ...nobody, workspaceId: event.workspaceId } : nobody;
    await context.with(event.traceparent ? parent : context.active(), () =>
      handle(event, { ...call, requestId: event.id, identity }),
    );
    return 'SUCCESS';
  }

  /** What the sender got wrong goes to the dead letters at once; anything else is tried again. */
  async function onTopicEvent(request: TopicEvent, call: Call): Promise<{ status: EventStatus }> {
    const status = await consume(request, call).catch((failure: unknown): EventStatus => {
      const drop = isAppError(failure) && failure.kind === 'invalidArgument';
      const error = toAppError(failure);
      call.log.warn(
        {
          eventId: request.id,
          type: request.type,
          path: request.path,
          code: error.code,
          err: error.cause ?? error,
        },
        drop ? 'event refused' : 'event failed, will be tried again',
      );
      return drop ? 'DROP' : 'RETRY';
    });
    counter.inc({ route: request.path, result: status });
    return { status };
  }

  async function onJobEvent(request: JobEvent, call: Call): Promise<object> {
    const handle = findJobHandler(jobs, request.name);
    if (!handle) throw new AppError('internal', 'JOB.UNKNOWN', `Nothing runs the job ${request.name}`);
    await handle(readJob(request), call);
    return {};
  }

  return {
    'dapr.proto.runtime.v1.AppCallback': {
      ListTopicSubscriptions: unary(options('AppCallback', 'ListTopicSubscriptions'), async () => ({
        subscriptions: [],
      })),
      ListInputBindings: unary(options('AppCallback', 'ListInputBindings'), async () => ({ bindings: [] })),
      // Only the app itself invokes anything by name, to see its sidecar's token (prove.ts).
      OnInvoke: unary(options('AppCallback', 'OnInvoke'), async () => ({})),
      OnTopicEvent: unary(options('AppCallback', 'OnTopicEvent'), onTopicEvent),
    },
    'dapr.proto.runtime.v1.AppCallbackAlpha': {
      OnJobEventAlpha1: unary(options('AppCallbackAlpha', 'OnJobEventAlpha1'), onJobEvent),
    },
    'dapr.proto.runtime.v1.AppCallbackHealthCheck': {
      HealthCheck: unary(options('AppCallbackHealthCheck', 'HealthCheck'), async () => {
        await health();
        return {};
      }),
    },
  };
}
