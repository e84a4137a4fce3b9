import { type CloudEvent } from '../events/cloud-event.ts';
import { components } from './components.ts';
import { type DaprCall } from './stub.ts';

/** Publish hands one event to the broker; it resolves once the broker has taken it. */
export type Publish = (topic: string, event: CloudEvent) => Promise<void>;

/** createPublish publishes whole CloudEvents, so that id, source and type arrive as they were written. */
export function createPublish(call: DaprCall): Publish {
  return async (topic, { workspaceId, ...event }) => {
    const envelope = {
      specversion: '1.0',
      datacontenttype: 'application/json',
      ...event,
      workspaceid: workspaceId,
    };
    await call('PublishEvent', {
      pubsubName: components.pubsub,
      topic,
      data: Buffer.from(JSON.stringify(envelope)),
      dataContentType: 'application/cloudevents+json',
      metadata: {},
    });
  };
}
