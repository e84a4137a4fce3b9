import { invalid } from '../domain/page.ts';
import { type Repositories } from '../domain/repositories.ts';
import { newSecret } from '../domain/signature.ts';
import { changedMeanwhile, rotateSecret, type Webhook } from '../domain/webhook.ts';
import { allowed, ownWebhook } from './access.ts';
import { type Clock, type SecretBox, type UseCase } from './ports.ts';

interface Dependencies extends Pick<Repositories, 'webhooks'> {
  box: SecretBox;
  clock: Clock;
}

/** RotatedSecret is a new secret, and when the one before stops signing. */
export interface RotatedSecret {
  webhook: Webhook;
  secret: string;
  previousExpiresAt: Date;
}

const day = 86_400;

/** createRotateWebhookSecret makes a new secret; messages carry both signatures during the overlap. */
export function createRotateWebhookSecret({
  webhooks,
  box,
  clock,
}: Dependencies): UseCase<{ webhookId: string; overlapSeconds?: number | undefined }, RotatedSecret> {
  return async ({ webhookId, overlapSeconds = day }, call) => {
    const webhook = await ownWebhook({ webhooks }, allowed(call, 'webhook:write'), webhookId);
    if (overlapSeconds < 0 || overlapSeconds > 7 * day)
      throw invalid('overlapSeconds', 'must be 0 to 604800');
    const now = clock();
    const secret = newSecret();
    const rotated = rotateSecret(webhook, box.seal(secret, webhook.id), overlapSeconds, now);
    if (!(await webhooks.replace(rotated, webhook.updatedAt))) throw changedMeanwhile();
    call.log.info({ webhookId }, 'webhook secret rotated');
    return { webhook: rotated, secret, previousExpiresAt: new Date(now.getTime() + overlapSeconds * 1000) };
  };
}
