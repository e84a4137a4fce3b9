import type { AuthServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/auth/v1/AuthService';
import type { ConsentServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/consent/v1/ConsentService';
import type { IntegrationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/IntegrationService';
import type { NotificationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/notification/v1/NotificationService';
import type { WorkflowServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/workflow/v1/WorkflowService';
import { type Sidecar } from '@neighbourhood/shared/dapr/sidecar';
import { createServiceClient } from '@neighbourhood/shared/grpc/client';
import { type ServiceClient } from '@neighbourhood/shared/grpc/types';

/** Services are the five that the gateway speaks for. */
export interface Services {
  auth: ServiceClient<AuthServiceDefinition>;
  integration: ServiceClient<IntegrationServiceDefinition>;
  workflow: ServiceClient<WorkflowServiceDefinition>;
  consent: ServiceClient<ConsentServiceDefinition>;
  notification: ServiceClient<NotificationServiceDefinition>;
}

/** ServiceName is one of them; its app-id unless configured otherwise. */
export type ServiceName = keyof Services;

/** Addresses come from the configuration: an app-id, or `host:port` to go past Dapr. */
export type Addresses = Readonly<Record<ServiceName, { address: string; token?: string | undefined }>>;

/** connectServices makes a client of every service, at its configured address. */
export function connectServices(sidecar: Pick<Sidecar, 'route'>, addresses: Addresses): Services {
  const route = (name: ServiceName) => sidecar.route(name, addresses[name].address, addresses[name].token);
  return {
    auth: createServiceClient<AuthServiceDefinition>(route('auth'), 'neighbourhood.auth.v1.AuthService'),
    integration: createServiceClient<IntegrationServiceDefinition>(
      route('integration'),
      'neighbourhood.integration.v1.IntegrationService',
    ),
    workflow: createServiceClient<WorkflowServiceDefinition>(
      route('workflow'),
      'neighbourhood.workflow.v1.WorkflowService',
    ),
    consent: createServiceClient<ConsentServiceDefinition>(
      route('consent'),
      'neighbourhood.consent.v1.ConsentService',
    ),
    notification: createServiceClient<NotificationServiceDefinition>(
      route('notification'),
      'neighbourhood.notification.v1.NotificationService',
    ),
  };
}
