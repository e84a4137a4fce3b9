import { type Log } from '@neighbourhood/shared/call/call';
import { type Repositories } from '../domain/repositories.ts';
import { type Webhook } from '../domain/webhook.ts';
import { type SecretBox } from './ports.ts';

interface Dependencies extends Pick<Repositories, 'webhooks'> {
  box: SecretBox;
  log: Log;
}

const batch = 200;

/**
 * createResealSecrets seals all signing secrets by the current key, so that older ones can be dropped. It tells how
 * many it sealed, and how many are left: of endpoints that changed meanwhile, or whose key is gone already.
 */
export function createResealSecrets({ webhooks, box, log }: Dependencies) {
  async function reseal(webhook: Webhook): Promise<boolean> {
    try {
      const secrets = webhook.secrets.map(secret => ({
        ...secret,
        sealed: box.seal(box.open(secret.sealed, webhook.id), webhook.id),
      }));
      return await webhooks.reseal(webhook, secrets);
    } catch (err) {
      log.error({ err, webhookId: webhook.id }, 'a signing secret cannot be sealed anew');
      return false;
    }
  }

  return async (): Promise<{ done: number; left: number }> => {
    let [done, left] = [0, 0];
    let after: string | undefined;
    do {
      const some = await webhooks.everywhere(after, batch);
      for (const webhook of some) {
        if (webhook.secrets.every(({ sealed }) => box.isCurrent(sealed))) continue;
        if (await reseal(webhook)) done += 1;
        else left += 1;
      }
      after = some.at(-1)?.id;
    } while (after !== undefined);
    if (done + left > 0) log.info({ done, left }, 'signing secrets sealed anew');
    return { done, left };
  };
}
