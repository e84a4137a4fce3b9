import Router from '@koa/router';
import Koa from 'koa';
import { type Registry } from 'prom-client';
import { type Logger } from '@neighbourhood/shared/logger/logger';
import { inOrder } from './http/in-order.ts';
import { type Feature, fullPath, type Route } from './http/route.ts';
import { type Step } from './http/state.ts';
import { type ServiceName, type Services } from './infrastructure/services.ts';
import { allowOrigins, type CorsOptions } from './middleware/allow-origins.ts';
import { answerProblems } from './middleware/answer-problems.ts';
import { assignRequestId } from './middleware/assign-request-id.ts';
import { authenticateCaller } from './middleware/authenticate-caller.ts';
import { authorizeCaller } from './middleware/authorize-caller.ts';
import { enforceDeadline } from './middleware/enforce-deadline.ts';
import { honourIdempotency } from './middleware/honour-idempotency.ts';
import {
  limitByAddress,
  limitByCaller,
  limitByCredential,
  limitByHook,
  limitExecutions,
  type Limits,
} from './middleware/limit-rates.ts';
import { observeRequest } from './middleware/observe-request.ts';
import { readBody } from './middleware/read-body.ts';
import { refuseSwitchedOff } from './middleware/refuse-switched-off.ts';
import { refuseUnrouted } from './middleware/refuse-unrouted.ts';
import { requireClientCertificate } from './middleware/require-client-certificate.ts';
import { runHandler } from './middleware/run-handler.ts';
import { setSecurityHeaders } from './middleware/set-security-headers.ts';
import { signPlatform } from './middleware/take-side.ts';
import { traceRequest } from './middleware/trace-request.ts';
import { validateInput } from './middleware/validate-input.ts';
import { buildDocument } from './openapi/document.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { approvalRoutes } from './routes/approvals.ts';
import { authRoutes } from './routes/auth.ts';
import { connectRoutes } from './routes/connect.ts';
import { connectionRoutes } from './routes/connections.ts';
import { consentRoutes } from './routes/consents.ts';
import { deliveryRoutes } from './routes/deliveries.ts';
import { type RouteDependencies } from './routes/dependencies.ts';
import { serveDocs } from './routes/docs.ts';
import { endUserRoutes } from './routes/end-users.ts';
import { eventRoutes } from './routes/events.ts';
import { executionRoutes } from './routes/executions.ts';
import { healthRoutes } from './routes/health.ts';
import { hookRoutes, receiveHookRoutes } from './routes/hooks.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { notificationRoutes } from './routes/notifications.ts';
import { providerRoutes } from './routes/providers.ts';
import { proxyRoutes } from './routes/proxy.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { wellKnownRoutes } from './routes/well-known.ts';
import { workflowRoutes } from './routes/workflows.ts';
import { workspaceRoutes } from './routes/workspaces.ts';
import { type Migration, sidesOf } from './sides.ts';
import { createAuthenticate } from './usecase/authenticate.ts';
import { type Health } from './usecase/health.ts';
import { type IdempotencyRecords, type Vault } from './usecase/idempotency-records.ts';
import { type Limiter } from './usecase/limiter.ts';
import {
  type AccessTokens,
  type ApiKeys,
  type Members,
  type Revocations,
  type SignIdentity,
} from './usecase/ports.ts';

/** GatewaySettings is what of the configuration the API itself needs. */
export interface GatewaySettings {
  timeoutMs: number;
  /** Longest time for requests and answers of any size. */
  transferTimeoutMs: number;
  bodyLimitBytes: number;
  transferLimitBytes: number;
  trustedProxies: number;
  /** Whether callers reach the gateway over https. */
  https: boolean;
  /** Whether callers need a client certificate; default no. */
  clientCertificates?: boolean;
  cors: CorsOptions;
  limits: Limits;
  /** What is switched on. */
  features: Readonly<Record<Feature, boolean>>;
  /** Whether answers that are not as documented are logged as errors. */
  checkReplies: boolean;
}

/** GatewayDependencies is everything outside that the gateway talks to. */
export interface GatewayDependencies {
  settings: GatewaySettings;
  log: Logger;
  registry: Registry;
  services: Services;
  tokens: AccessTokens & { keys(): Promise<object> };
  revocations: Revocations;
  apiKeys: ApiKeys;
  members: Members;
  sign: SignIdentity;
  limiter: Limiter;
  records: IdempotencyRecords;
  vault: Vault;
  health: Health;
  /** Only while a monolith answers a part of the API. */
  migration?: Migration | undefined;
}

/** Routes belong to the service that the file is about, unless they say otherwise. */
const ownedBy = (service: ServiceName, routes: readonly Route[]): Route[] =>
  routes.map(route => ({ service, ...route }));

/**
 * allRoutes is the whole API; fixed paths stand before those with parameters that would swallow them. Whatever begins
 * or ends in a browser belongs to no service: it has to come back to the side where it began.
 */
export function allRoutes(
  deps: RouteDependencies & { health: Health; keys: () => Promise<object> },
): Route[] {
  return [
    ...ownedBy('auth', [...authRoutes(deps), ...workspaceRoutes(deps), ...apiKeyRoutes(deps)]),
    ...ownedBy('integration', providerRoutes(deps)),
    ...connectRoutes(deps),
    ...ownedBy('integration', [...connectionRoutes(deps), ...proxyRoutes(deps)]),
    ...ownedBy('consent', [...ledgerRoutes(deps), ...consentRoutes(deps)]),
    ...endUserRoutes(deps),
    ...ownedBy('workflow', [
      ...workflowRoutes(deps),
      ...executionRoutes(deps),
      ...eventRoutes(deps),
      ...hookRoutes(deps),
    ]),
    ...receiveHookRoutes(deps),
    ...approvalRoutes(deps),
    ...ownedBy('notification', [
      ...webhookRoutes(deps),
      ...deliveryRoutes(deps),
      ...notificationRoutes(deps),
    ]),
    ...wellKnownRoutes(deps.keys),
    ...healthRoutes(deps.health),
  ];
}

function routesOf({
  services,
  settings,
  revocations,
  members,
  health,
  tokens,
}: GatewayDependencies): Route[] {
  const forget = (id: string, workspaceId?: string) => {
    if (workspaceId === undefined) revocations.note(id);
    else members.forget(id, workspaceId);
  };
  return allRoutes({ services, https: settings.https, forget, health, keys: () => tokens.keys() });
}

/** The steps of every route, in order. */
function stepsOf(deps: GatewayDependencies): Step {
  const { settings, sign, limiter, records, vault, migration } = deps;
  const { limits } = settings;
  const authenticate = createAuthenticate(deps);
  const body = readBody({ limitBytes: settings.bodyLimitBytes, streamBytes: settings.transferLimitBytes });
  const once = honourIdempotency({ records, vault });
  const identified = inOrder([
    authenticateCaller({ authenticate, sign }),
    limitByCaller({ limiter, limits }),
    authorizeCaller,
  ]);
  const handler = runHandler({ checkReplies: settings.checkReplies });
  const begin = limitExecutions({ limiter, limits });
  const platform = inOrder([body, validateInput, once, begin, signPlatform, handler]);
  const unidentified = limitByCredential({ limiter, limits });
  const either = migration
    ? sidesOf(
        migration,
        { identified, unidentified, platform, readBody: body, honourIdempotency: once },
        { ...deps, authenticate },
      )
    : inOrder([identified, platform]);
  return inOrder([limitByAddress({ limiter, limits }), limitByHook({ limiter, limits }), either]);
}

/** createGateway builds the HTTP application; it listens nowhere yet. */
export function createGateway(deps: GatewayDependencies): Koa {
  const { settings, log, registry, limiter } = deps;
  const routes = routesOf(deps);
  const steps = stepsOf(deps);
  const router = new Router({ strict: true, sensitive: true });
  for (const route of routes) {
    const remember: Step = (context, next) => {
      context.state.route = route;
      refuseSwitchedOff(route, settings.features);
      return next();
    };
    const path = fullPath(route)
      .replace(/\{(\w+)\}$/, route.wild ? '*$1' : ':$1')
      .replaceAll(/\{(\w+)\}/g, ':$1');
    router[route.method](path, ...([remember, steps] as never[]));
  }

  const app = new Koa({ proxy: settings.trustedProxies > 0, maxIpsCount: settings.trustedProxies });
  // Whatever gets past answerProblems is a broken connection, not a request.
  app.on('error', (err: unknown) => log.warn({ err }, 'a connection broke'));
  const outer: Step[] = [
    assignRequestId,
    observeRequest({ registry, log }),
    traceRequest,
    setSecurityHeaders({ https: settings.https }),
    allowOrigins(settings.cors),
    answerProblems,
    ...(settings.clientCertificates === true ? [requireClientCertificate] : []),
    enforceDeadline(settings),
    router.routes() as unknown as Step,
    limitByAddress({ limiter, limits: settings.limits }),
    serveDocs(() => buildDocument(routes, { migrating: deps.migration !== undefined })),
    refuseUnrouted(router),
  ];
  for (const step of outer) app.use(step as never);
  return app;
}
