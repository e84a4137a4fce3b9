import { type Calls, type Scripts } from '../domain/effects.ts';
import { type Execution } from '../domain/execution.ts';
import { type Children } from '../domain/interpreter/machine.ts';
import { type Json } from '../domain/json.ts';
import { type Emitter, type EventRepository } from '../domain/tenant-event.ts';
import { type ActionsOf, type WorldOf } from './ports.ts';

interface Deps {
  actionsOf: ActionsOf;
  callsOf: (workspaceId: string) => Calls;
  scripts: Scripts;
  emitter: Emitter;
  events: EventRepository;
  childrenOf: (execution: Execution) => Children;
  secretOf: (workspaceId: string, name: string) => Promise<Json | undefined>;
}

/** createWorld narrows what the service can do to what one run may ask for. */
export function createWorld(deps: Deps): WorldOf {
  return execution => {
    const { workspaceId, eventsFrom } = execution;
    return {
      actions: deps.actionsOf(execution),
      calls: deps.callsOf(workspaceId),
      scripts: deps.scripts,
      children: deps.childrenOf(execution),
      async secretsOf(names) {
        const found: Record<string, Json> = {};
        for (const name of names) {
          const value = await deps.secretOf(workspaceId, name);
          if (value !== undefined) found[name] = value;
        }
        return found;
      },
      events: {
        emit: event => deps.emitter.emit(workspaceId, event),
        after: (position, types, limit) =>
          deps.events.after(workspaceId, Math.max(position, eventsFrom), types, limit),
      },
    };
  };
}
