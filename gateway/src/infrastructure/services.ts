import type { AuthServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/AuthService';
import type { ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import type { IntegrationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/IntegrationService';
import type { TransferRequest } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/TransferRequest';
import type { TransferResponse__Output } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/TransferResponse';
import type { NotificationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/NotificationService';
import type { WorkflowServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/WorkflowService';
import { type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import { type Target } from '@neighbourhood/shared/grpc/target';
import { createStreamClient, type Duplex } from '@neighbourhood/shared/grpc/stream-client';
import { type OutgoingCall, type ServiceClient } from '@neighbourhood/shared/grpc/types';

/** Services are the five that the gateway speaks for. */
export interface Services {
  /** Requests and answers of any size. */
  transfers: Transfers;
  auth: ServiceClient<AuthServiceDefinition>;
  integration: ServiceClient<IntegrationServiceDefinition>;
  workflow: ServiceClient<WorkflowServiceDefinition>;
  consent: ServiceClient<ConsentServiceDefinition>;
  notification: ServiceClient<NotificationServiceDefinition>;
}

/** ServiceName is one of them; its app-id unless configured otherwise. */
export type ServiceName = Exclude<keyof Services, 'transfers'>;

/** Transfers opens streams to integration. */
export interface Transfers {
  Transfer: (call: OutgoingCall) => Duplex<TransferRequest, TransferResponse__Output>;
}

/** Addresses come from the configuration: an app-id, or `host:port` to go past Dapr, and how patient callers are. */
export type Addresses = Readonly<
  Record<ServiceName, Partial<Target> & { address: string; token?: string | undefined }>
>;

/** connectServices makes a client of every service, at its configured address. */
export function connectServices(sidecar: Pick<Sidecar, 'route'>, addresses: Addresses): Services {
  const connect = <D>(name: ServiceName, service: string) => {
    const { address, token, ...target } = addresses[name];
    return createServiceClient<D>(sidecar.route(name, address, token), service, target);
  };
  const { address, token } = addresses.integration;
  return {
    transfers: {
      Transfer: createStreamClient<TransferRequest, TransferResponse__Output>(
        sidecar.route('integration', address, token),
        'neighbourhood.integration.v1.IntegrationService',
        'Transfer',
      ),
    },
    auth: connect<AuthServiceDefinition>('auth', 'neighbourhood.auth.v1.AuthService'),
    integration: connect<IntegrationServiceDefinition>(
      'integration',
      'neighbourhood.integration.v1.IntegrationService',
    ),
    workflow: connect<WorkflowServiceDefinition>('workflow', 'neighbourhood.workflow.v1.WorkflowService'),
    consent: connect<ConsentServiceDefinition>('consent', 'neighbourhood.consent.v1.ConsentService'),
    notification: connect<NotificationServiceDefinition>(
      'notification',
      'neighbourhood.notification.v1.NotificationService',
    ),
  };
}
