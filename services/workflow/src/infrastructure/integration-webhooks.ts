import { type IntegrationServiceDefinition } from '@neighbourhood/proto/gen/neighbourhood/integration/v1/IntegrationService';
import { AppError, isAppError } from '@neighbourhood/shared/errors/app-error';
import { type IdentitySigner } from '@neighbourhood/shared/grpc/identity';
import { type OutgoingCall, type ServiceClient } from '@neighbourhood/shared/grpc/types';
import { newId } from '@neighbourhood/shared/ids/typed-id';
import { type Hook } from '../domain/hooks/hook.ts';
import { type ProviderWebhooks } from '../usecase/hooks/ports.ts';

const permissions = ['integration:read', 'connection:read'];
const timeoutMs = 5_000;

interface Deps {
  integration: Pick<ServiceClient<IntegrationServiceDefinition>, 'GetProvider' | 'VerifyWebhook'>;
  signer: IdentitySigner;
}

/** createIntegrationWebhooks asks the integration service, which has the catalogue, in the name of the hook. */
export function createIntegrationWebhooks({ integration, signer }: Deps): ProviderWebhooks {
  async function callFor({ id, workspaceId }: Pick<Hook, 'id' | 'workspaceId'>): Promise<OutgoingCall> {
    const token = await signer.sign({ kind: 'execution', subject: id, workspaceId, permissions });
    const deadline = new Date(Date.now() + timeoutMs);
    return { requestId: newId('req'), token, deadline, signal: AbortSignal.timeout(timeoutMs) };
  }

  return {
    async proofOf(hook, id) {
      const { provider } = await integration.GetProvider({ provider: id }, await callFor(hook));
      const { webhookSignature: signature = '', webhookQuery: query = '' } = provider ?? {};
      if (signature !== '') return query === '' ? { signature } : { signature, query };
      throw new AppError('conflict', 'PROVIDER.NO_WEBHOOKS', `No webhooks of ${id} are known here.`);
    },

    async verify(hook, message) {
      const { provider } = hook;
      try {
        const request = { ...message, provider, secrets: [...message.secrets] };
        const { event, answer } = await integration.VerifyWebhook(request, await callFor(hook));
        if (event) return { event };
        return answer ? { answer } : undefined;
      } catch (error) {
        if (isAppError(error, 'WEBHOOK.UNPROVEN')) return undefined;
        throw error;
      }
    },
  };
}
