import { AppError } from '@neighbourhood/shared/errors/app-error';
import { type Repositories } from '../domain/repositories.ts';
import { newSecret } from '../domain/signature.ts';
import { newWebhook, type Webhook } from '../domain/webhook.ts';
import { allowed } from './access.ts';
import { type CheckUrl, type Clock, type SecretBox, type UseCase } from './ports.ts';

interface Dependencies extends Pick<Repositories, 'webhooks'> {
  checkUrl: CheckUrl;
  box: SecretBox;
  clock: Clock;
  maxPerWorkspace: number;
}

/** createRegisterWebhook adds an endpoint and gives its secret this one time. */
export function createRegisterWebhook({
  webhooks,
  checkUrl,
  box,
  clock,
  maxPerWorkspace,
}: Dependencies): UseCase<
  Pick<Webhook, 'url' | 'eventTypes' | 'description'>,
  { webhook: Webhook; secret: string }
> {
  return async ({ url, eventTypes, description }, call) => {
    const workspaceId = allowed(call, 'webhook:write');
    checkUrl(url);
    const blank = newWebhook({ workspaceId, url, eventTypes, description }, clock());
    if ((await webhooks.all(workspaceId)).length >= maxPerWorkspace) {
      throw new AppError(
        'conflict',
        'WEBHOOK.LIMIT_REACHED',
        `A workspace has at most ${maxPerWorkspace} webhooks.`,
      );
    }
    const secret = newSecret();
    const webhook = { ...blank, secrets: [{ sealed: box.seal(secret, blank.id) }] };
    await webhooks.insert(webhook);
    call.log.info({ webhookId: webhook.id }, 'webhook registered');
    return { webhook, secret };
  };
}
