import { type Emitter, type TenantEvent } from '../domain/tenant-event.ts';
import { fault } from '../domain/workflow-error.ts';
import { type Broker } from './calls/asyncapi/asyncapi-call.ts';

const attribute = /^[a-z0-9]{1,20}$/;

/**
 * createEventBroker publishes AsyncAPI messages as events of the workspace: the channel's address is the type, the
 * payload the data, and headers are extension attributes. So no message reaches another workspace, and `listen` hears it.
 */
export function createEventBroker(emitter: Emitter, protocols: readonly string[]): Broker {
  return {
    protocols,
    async publish({ workspaceId, topic, payload, headers, id }) {
      const event: TenantEvent = {
        specversion: '1.0',
        id,
        source: 'asyncapi',
        type: topic,
        time: new Date().toISOString(),
        data: payload,
      };
      for (const [header, value] of Object.entries(headers)) {
        const name = header.toLowerCase().replaceAll(/[-_]/g, '');
        if (!attribute.test(name) || Object.hasOwn(event, name))
          throw fault('configuration', `The header ${header} cannot be an attribute of an event`);
        event[name] = value;
      }
      await emitter.emit(workspaceId, event);
    },
  };
}
