import { context, propagation, ROOT_CONTEXT } from '@opentelemetry/api';
import { type CloudEvent } from '../events/cloud-event.ts';
import { components } from './components.ts';
import { type DaprCall } from './stub.ts';

/** Publish hands one event to the broker; it resolves once the broker has taken it. */
export type Publish = (topic: string, event: CloudEvent) => Promise<void>;

/** The event's own trace, of the change that it tells of; else the one at hand. */
function traceOf(event: CloudEvent): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return event.traceparent ?? carrier.traceparent;
}

/**
 * createPublish publishes whole CloudEvents, so that id, source and type arrive as they were written. The
 * sidecar replaces a trace in the envelope by that of the call, so the trace goes beside it.
 */
export function createPublish(call: DaprCall): Publish {
  return async (topic, event) => {
    const traceparent = traceOf(event);
    const { workspaceId, ...rest } = event;
    const envelope = {
      specversion: '1.0',
      datacontenttype: 'application/json',
      ...rest,
      workspaceid: workspaceId,
    };
    const metadata: Record<string, string> = {};
    if (traceparent !== undefined) metadata['cloudevent.traceparent'] = traceparent;
    // A broker that has partitions keeps what happens to one thing in one of them, in order.
    if (event.subject !== undefined) metadata['partitionKey'] = event.subject;
    const request = {
      pubsubName: components.pubsub,
      topic,
      data: Buffer.from(JSON.stringify(envelope)),
      dataContentType: 'application/cloudevents+json',
      metadata,
    };
    const parent = propagation.extract(ROOT_CONTEXT, { traceparent });
    await context.with(parent, () => call('PublishEvent', request));
  };
}
