import { loadDapr, loadOwn, serviceOf } from '@neighbourhood/shared/grpc/protos';

/** services are the apps that others call, and what each serves. */
export const services = {
  auth: 'neighbourhood.auth.v1.AuthService',
  integration: 'neighbourhood.integration.v1.IntegrationService',
  workflow: 'neighbourhood.workflow.v1.WorkflowService',
  consent: 'neighbourhood.consent.v1.ConsentService',
  notification: 'neighbourhood.notification.v1.NotificationService',
} as const;

export type ServiceApp = keyof typeof services;

/** serviceApps are their app-ids; apps are those and the gateway, whom no app calls. */
export const serviceApps = Object.keys(services) as ServiceApp[];
export const apps = ['gateway', ...serviceApps];

/** methodsOf are the full names of everything that an app's own service has. */
export function methodsOf(app: ServiceApp): string[] {
  const service = services[app];
  return Object.keys(serviceOf(loadOwn(service), service)).map(method => `/${service}/${method}`);
}

const dapr = (service: string): string[] =>
  Object.keys(serviceOf(loadDapr(), `dapr.proto.runtime.v1.${service}`)).map(
    method => `/dapr.proto.runtime.v1.${service}/${method}`,
  );

/** callbacks are what a sidecar calls of its app. */
export const callbacks = ['AppCallback', 'AppCallbackAlpha', 'AppCallbackHealthCheck'].flatMap(dapr);

/** harmless callbacks are answered to anybody: they change nothing, and tell only whether the app can work. */
export const harmless = [
  '/dapr.proto.runtime.v1.AppCallback/ListTopicSubscriptions',
  '/dapr.proto.runtime.v1.AppCallback/ListInputBindings',
  '/dapr.proto.runtime.v1.AppCallbackHealthCheck/HealthCheck',
];

/** sidecarMethods are the API of a sidecar. */
export const sidecarMethods = dapr('Dapr');

export const health = ['/grpc.health.v1.Health/Check', '/grpc.health.v1.Health/Watch'];

export const reflection = ['v1', 'v1alpha'].map(
  version => `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
);

/** crooked are names that look like a service's method to whoever cleans them up first. */
export function crooked(app: ServiceApp): string[] {
  const [path = ''] = methodsOf(app);
  const [, service = '', method = ''] = path.split('/');
  return [
    `/${service}/Nothing`,
    `/${service}/./${method}`,
    `/${service}//${method}`,
    `/x/../${service}/${method}`,
    `/${service}/%${method.charCodeAt(0).toString(16)}${method.slice(1)}`,
    `/${service.toUpperCase()}/${method}`,
  ];
}

/** Requests that would change something at once, if only they came through. */
const requests: Readonly<Record<string, object>> = {
  GrantConsent: {
    ...{ endUserId: 'attacked', provider: 'sandbox', purposes: ['automation'] },
    ...{ scopes: ['notes:read'], notice: { version: '1', url: 'https://example.com/', language: 'en' } },
  },
  Register: { email: 'attacker@example.com', password: 'correct horse battery staple' },
  CreateWorkspace: { name: 'Attacked' },
  CreateApiKey: { name: 'attacked' },
  RegisterWebhook: { url: 'https://attacker.example.com/', eventTypes: ['*'] },
};

/** bodyOf is what to send to a method: something that it would do, where that is known, else nothing. */
export function bodyOf(path: string): Buffer {
  const [, service = '', method = ''] = path.split('/');
  const request = requests[method];
  if (request === undefined || !serviceApps.some(app => services[app] === service)) return Buffer.alloc(0);
  return serviceOf(loadOwn(service), service)[method]?.requestSerialize(request) ?? Buffer.alloc(0);
}
