import { type Repositories } from '../domain/repositories.ts';
import { allowed, ownWebhook } from './access.ts';
import { type UseCase } from './ports.ts';

/** createDeleteWebhook removes an endpoint; what was not delivered is dropped with it. */
export function createDeleteWebhook(
  repositories: Pick<Repositories, 'webhooks' | 'deliveries'>,
): UseCase<{ webhookId: string }, void> {
  return async ({ webhookId }, call) => {
    const webhook = await ownWebhook(repositories, allowed(call, 'webhook:delete'), webhookId);
    await repositories.webhooks.delete(webhook.workspaceId, webhook.id);
    await repositories.deliveries.deleteOf(webhook.id);
    call.log.info({ webhookId }, 'webhook deleted');
  };
}
