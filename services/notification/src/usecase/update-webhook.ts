import { type Repositories } from '../domain/repositories.ts';
import { changedMeanwhile, changeWebhook, type Webhook, type WebhookChange } from '../domain/webhook.ts';
import { allowed, ownWebhook } from './access.ts';
import { type CheckUrl, type Clock, type UseCase } from './ports.ts';

interface Dependencies extends Pick<Repositories, 'webhooks'> {
  checkUrl: CheckUrl;
  clock: Clock;
}

/** createUpdateWebhook changes an endpoint, also switches it on and off. */
export function createUpdateWebhook({
  webhooks,
  checkUrl,
  clock,
}: Dependencies): UseCase<WebhookChange & { webhookId: string }, Webhook> {
  return async ({ webhookId, ...change }, call) => {
    const webhook = await ownWebhook({ webhooks }, allowed(call, 'webhook:write'), webhookId);
    if (change.url !== undefined) checkUrl(change.url);
    const changed = changeWebhook(webhook, change, clock());
    if (!(await webhooks.replace(changed, webhook.updatedAt))) throw changedMeanwhile();
    return changed;
  };
}
