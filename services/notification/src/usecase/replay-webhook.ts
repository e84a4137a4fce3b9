import { invalid } from '../domain/page.ts';
import { type Repositories } from '../domain/repositories.ts';
import { requireActive } from '../domain/webhook.ts';
import { allowed, ownWebhook } from './access.ts';
import { type Clock, type Dispatch, type UseCase } from './ports.ts';

interface Dependencies extends Pick<Repositories, 'webhooks' | 'deliveries'> {
  dispatch: Dispatch;
  clock: Clock;
}

const batch = 500;

/** createReplayWebhook makes everything of a period due again that did not arrive; it tells how much that is. */
export function createReplayWebhook({
  webhooks,
  deliveries,
  dispatch,
  clock,
}: Dependencies): UseCase<{ webhookId: string; from: Date | undefined; to: Date | undefined }, number> {
  return async ({ webhookId, from, to }, call) => {
    const webhook = await ownWebhook({ webhooks }, allowed(call, 'webhook:write'), webhookId);
    if (!from) throw invalid('from', 'is missing');
    if (!to || to <= from) throw invalid('to', 'must be after from');
    requireActive(webhook);
    let count = 0;
    let last = '';
    for (;;) {
      const failed = await deliveries.undelivered(webhook.id, { from, to }, last, batch);
      for (const { id } of failed) await deliveries.restart(id, clock());
      failed.forEach(dispatch);
      count += failed.length;
      last = failed.at(-1)?.id ?? last;
      if (failed.length < batch) return count;
    }
  };
}
