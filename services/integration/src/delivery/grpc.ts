import type { IntegrationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/IntegrationService';
import { implement, type ServiceImplementation } from '@neighbourhood/shared/grpc/server';
import type { StreamHandler } from '@neighbourhood/shared/grpc/streaming';
import { fromValue, toTimestamp, toValue } from '@neighbourhood/shared/grpc/wire';
import type { IntegrationApp } from '../app.ts';
import { fromWebhookRequest, toWebhookResponse } from './webhook-wire.ts';
import { createTransfer } from './transfer.ts';
import { fromStatus, toConnectionMessage, toProviderMessage, toStatusMessage } from './wire.ts';

/** createIntegrationService answers neighbourhood.integration.v1.IntegrationService. */
export function createIntegrationService(app: IntegrationApp): ServiceImplementation {
  return implement<IntegrationServiceDefinition>(
    'neighbourhood.integration.v1.IntegrationService',
    {
      async ListProviders(request, call) {
        const { providers, nextPageToken } = await app.listProviders(request, call);
        return { providers: providers.map(toProviderMessage), nextPageToken };
      },

      async GetProvider(request, call) {
        return { provider: toProviderMessage(await app.getProvider(request, call)) };
      },

      async GetProviderStatus(request, call) {
        return toStatusMessage(await app.getProviderStatus(request, call));
      },

      async RegisterProvider({ definition }, call) {
        return {
          provider: toProviderMessage(
            await app.registerProvider({ definition: fromValue(definition) }, call),
          ),
        };
      },

      async UpdateProvider({ provider, definition }, call) {
        const request = { provider, definition: fromValue(definition) };
        return { provider: toProviderMessage(await app.updateProvider(request, call)) };
      },

      async DeleteProvider(request, call) {
        await app.deleteProvider(request, call);
        return {};
      },

      async SetProviderCredentials(request, call) {
        await app.setClient(request, call);
        return {};
      },

      async DeleteProviderCredentials(request, call) {
        await app.deleteClient(request, call);
        return {};
      },

      async GetAuthURL(request, call) {
        const { url, state, expiresAt } = await app.getAuthUrl(request, call);
        return { url, state, expiresAt: toTimestamp(expiresAt) };
      },

      async StartConnection(request) {
        const { authorizationUrl, browserBinding, expiresAt } = await app.startConnection(request);
        return { authorizationUrl, browserBinding, expiresAt: toTimestamp(expiresAt) };
      },

      async ExchangeCode(request, call) {
        const { connection, redirectUri } = await app.exchangeCode(request, call);
        return { connection: toConnectionMessage(connection), redirectUri };
      },

      async CreateConnection(request, call) {
        return { connection: toConnectionMessage(await app.createConnection(request, call)) };
      },

      async ListConnections({ status, ...request }, call) {
        const wanted = { ...request, status: fromStatus(status) };
        const { connections, nextPageToken } = await app.listConnections(wanted, call);
        return { connections: connections.map(toConnectionMessage), nextPageToken };
      },

      async GetConnection(request, call) {
        return { connection: toConnectionMessage(await app.getConnection(request, call)) };
      },

      async ResolveConnection(request, call) {
        return { connection: toConnectionMessage(await app.resolveConnection(request, call)) };
      },

      async RevokeIntegration(request, call) {
        return app.revokeIntegration(request, call);
      },

      async VerifyWebhook(request, call) {
        return toWebhookResponse(await app.verifyWebhook(fromWebhookRequest(request), call));
      },

      async ExecuteAction({ input, ...request }, call) {
        const done = await app.executeAction({ ...request, input: fromValue(input) }, call);
        const { output, executedAt, durationMs, attempts, connectionId } = done;
        return {
          output: toValue(output),
          executedAt: toTimestamp(executedAt),
          durationMs,
          attempts,
          connectionId,
        };
      },
    },
    { Transfer: createTransfer(app) as StreamHandler },
  );
}
