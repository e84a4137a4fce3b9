import { type Repositories } from '../domain/repositories.ts';
import { type Webhook } from '../domain/webhook.ts';
import { allowed, ownWebhook } from './access.ts';
import { type UseCase } from './ports.ts';

/** createGetWebhook returns one endpoint of the caller's workspace. */
export function createGetWebhook(
  repositories: Pick<Repositories, 'webhooks'>,
): UseCase<{ webhookId: string }, Webhook> {
  return async ({ webhookId }, call) => ownWebhook(repositories, allowed(call, 'webhook:read'), webhookId);
}
