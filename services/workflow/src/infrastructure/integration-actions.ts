import { type IntegrationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/IntegrationService';
import { toAppError } from '@neighbourhood/shared/errors/app-error';
import { type IdentitySigner } from '@neighbourhood/shared/grpc/identity';
import { type OutgoingCall, type ServiceClient } from '@neighbourhood/shared/grpc/types';
import { fromValue, toValue } from '@neighbourhood/shared/grpc/wire';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type Execution } from '../domain/execution.ts';
import { fault, WorkflowFault } from '../domain/workflow-error.ts';
import { type ActionsOf } from '../usecase/ports.ts';
import { NeedsConnection } from '../domain/interpreter/machine.ts';
import { accountName, connectionName } from '../domain/reconnection.ts';
import { faultOf } from './action-faults.ts';

/** What a run may do, whoever started it; consent is asked for by the integration service, each time. */
const permissions = ['integration:read', 'integration:execute', 'connection:read', 'consent:read'];

interface Deps {
  integration: Pick<ServiceClient<IntegrationServiceDefinition>, 'ExecuteAction' | 'ResolveConnection'>;
  signer: IdentitySigner;
  /** Milliseconds for one action. */
  timeoutMs: number;
}

/**
 * createIntegrationActions performs actions by the integration service, each under an identity signed for that
 * very run: its workspace, its end user, and nothing else of whoever started it.
 */
export function createIntegrationActions({ integration, signer, timeoutMs }: Deps): ActionsOf {
  async function callFor(execution: Execution, signal: AbortSignal): Promise<OutgoingCall> {
    const { id, workspaceId, endUserId } = execution;
    const identity = { kind: 'execution', subject: id, workspaceId, permissions } as const;
    const token = await signer.sign(endUserId === undefined ? identity : { ...identity, endUserId }, {
      ttlSeconds: Math.ceil(timeoutMs / 1000) + 30,
    });
    return { requestId: newId('req'), token, deadline: new Date(Date.now() + timeoutMs), signal };
  }

  return execution => {
    const { endUserId = '', connections, purpose } = execution;

    const namedAt = (provider: string) =>
      Object.hasOwn(connections, provider) ? connections[provider] : undefined;

    /** Where the run names no connection, another one of the end user's will do. */
    function failureOf(problem: unknown, provider: string, connectionId: string): Error {
      const error = toAppError(problem);
      const known = faultOf(error);
      if (error.code !== 'CONNECTION.NEEDS_REAUTH' || !(known instanceof WorkflowFault)) return known;
      const found = connectionId || (error.metadata['connectionId'] ?? '');
      const names = [
        ...(found === '' ? [] : [connectionName(found)]),
        ...(namedAt(provider) === undefined ? [accountName(provider, endUserId)] : []),
      ];
      return new NeedsConnection(known, names);
    }

    return {
      async connect({ provider }, signal) {
        const named = namedAt(provider);
        if (named !== undefined) return named;
        if (endUserId === '') {
          throw fault(
            'configuration',
            `CONNECTION.NOT_FOUND: This run names neither a connection at ${provider} nor an end user.`,
          );
        }
        try {
          const call = await callFor(execution, signal);
          const { connection } = await integration.ResolveConnection({ endUserId, provider }, call, {
            timeoutMs,
          });
          return connection?.id ?? '';
        } catch (error) {
          throw failureOf(error, provider, '');
        }
      },

      async perform({ provider, action, version, input, idempotencyKey, connectionId = '' }, signal) {
        try {
          const { output } = await integration.ExecuteAction(
            {
              connectionId,
              endUserId,
              provider,
              action,
              version,
              input: toValue(input),
              purpose,
              idempotencyKey,
            },
            await callFor(execution, signal),
            { timeoutMs, idempotencyKey },
          );
          return fromValue(output);
        } catch (error) {
          throw failureOf(error, provider, connectionId);
        }
      },
    };
  };
}
