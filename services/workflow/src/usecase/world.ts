import { type SecretBox } from '@neighbourhood/shared/sealing/aes-secret-box';
import { type ApprovalRepository } from '../domain/approvals/approval-repository.ts';
import { type Calls, type Scripts } from '../domain/effects.ts';
import { type Execution } from '../domain/execution.ts';
import { type Expressions } from '../domain/expression.ts';
import { type Children } from '../domain/interpreter/machine.ts';
import { type Json } from '../domain/json.ts';
import { type Emitter, type EventRepository } from '../domain/tenant-event.ts';
import { type createRequestApproval } from './approvals/request-approval.ts';
import { withOwnFunctions } from './own-functions.ts';
import { type ActionsOf, type WorldOf } from './ports.ts';

interface Deps {
  actionsOf: ActionsOf;
  callsOf: (workspaceId: string) => Calls;
  approvals: Pick<ApprovalRepository, 'tokensOf'>;
  box: SecretBox;
  requestApproval: ReturnType<typeof createRequestApproval>;
  scripts: Scripts;
  emitter: Emitter;
  events: EventRepository;
  expressionsOf: (workspaceId: string) => Expressions;
  childrenOf: (execution: Execution) => Children;
  secretOf: (workspaceId: string, name: string) => Promise<Json | undefined>;
}

/** createWorld narrows what the service can do to what one run may ask for. */
export function createWorld(deps: Deps): WorldOf {
  return execution => {
    const { workspaceId, eventsFrom } = execution;
    const links: Record<string, Json> = {};
    const hide = (id: string, token: string) => {
      links[id] = token;
    };
    return {
      actions: withOwnFunctions(deps.actionsOf(execution), execution, { ...deps, hide }),
      async links() {
        for (const { id, sealedToken } of await deps.approvals.tokensOf(execution.id))
          hide(id, deps.box.open(sealedToken, id));
        return links;
      },
      calls: deps.callsOf(workspaceId),
      expressions: deps.expressionsOf(workspaceId),
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
